import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { importFile } from './import-file.ts'
import { receive } from './receive.ts'
import { ask, figure, PATIENCE, signUp } from './shop.ts'

const FILE = resolve(import.meta.dirname, '../../../../shared/data/uci-online-retail.csv.gz')
const VENDOR = 'Bristol Wholesale'
/** Sold steadily through the whole file. */
const SKUS = ['85123A', '22423', '85099B', '47566', '84879']

/** The most units of a stock code that any 14 days saw, read without the product's own reader. */
const bestFortnights = async (): Promise<ReadonlyMap<string, number>> => {
  const sold = new Map(SKUS.map((sku) => [sku, new Map<number, number>()]))
  const lines = createInterface({ input: createReadStream(FILE).pipe(createGunzip()) })
  for await (const line of lines) {
    const [, invoice = '', sku = '', quantity = '', day = ''] =
      /^(\w+),(\w+),.*?,(-?\d+),(\d{4}-\d\d-\d\d) /.exec(line) ?? []
    const days = sold.get(sku)
    if (days === undefined || invoice.startsWith('C') || Number(quantity) <= 0) continue
    const at = Date.parse(day) / 86_400_000
    days.set(at, (days.get(at) ?? 0) + Number(quantity))
  }
  return new Map(
    [...sold].map(([sku, days]) => [sku, Math.max(...[...days.keys()].map((at) => fortnight(days, at)))]),
  )
}

const fortnight = (days: ReadonlyMap<number, number>, from: number): number =>
  Array.from({ length: 14 }, (_, offset) => days.get(from + offset) ?? 0).reduce(
    (sum, units) => sum + units,
    0,
  )

interface Suggestion {
  readonly sku: string
  readonly productId: string
  readonly name: string
  readonly suggestedQuantity: string
  readonly onDraft: string
}

test('the road on 541,909 real lines, from the file to goods on the shelf', async ({ page }) => {
  test.skip(!existsSync(FILE), 'The Online Retail file is not beside the project (../shared/data).')
  test.setTimeout(3 * PATIENCE)
  const most = await bestFortnights()
  const folder = await mkdtemp(join(tmpdir(), 'suite-uci-'))
  const products = join(folder, 'products.csv')
  const stock = join(folder, 'stock.csv')
  const suggestions = () => ask<{ items: readonly Suggestion[] }>(page, '/reorder?limit=500')
  const drafted = async (): Promise<string[]> =>
    (await suggestions()).items
      .filter(({ onDraft }) => Number(onDraft) > 0)
      .map(({ sku }) => sku)
      .toSorted()
  const rows = SKUS.map((sku) => `${sku},Product ${sku},${VENDOR},1.20,12`)
  await writeFile(products, ['SKU,Product Name,Vendor,Unit Cost,Case Pack', ...rows, ''].join('\n'))
  await writeFile(
    stock,
    ['SKU,Product Name,On Hand', ...SKUS.map((sku) => `${sku},Product ${sku},0`), ''].join('\n'),
  )

  await test.step('a shop signs up and hands its file in', async () => {
    await signUp(page, { organization: 'Bristol Gifts', store: 'Bristol Harbour', zone: 'America/Denver' })
    await importFile(page, FILE, {
      how: 'chosen',
      layout: 'Recognised: Online Retail data set',
      preview: 'WHITE HANGING HEART',
    })
    await expect(figure(page, 'Rows in the file')).toHaveText('541,909')
    await expect(figure(page, 'Added')).toHaveText('541,909')
    await expect(page.getByText('over all accepted rows is 9,747,747.934')).toBeVisible()
  })
  const sales = page.url()

  await test.step('without a stock file nothing is said to be out of stock', async () => {
    await page.goto(sales)
    await expect(page.getByText(/^3,\d{3} products are forecast/)).toBeVisible({ timeout: PATIENCE })
    await page.goto('/products?status=stock_out')
    await expect(page.getByText(/No product|Nothing/).first()).toBeVisible()
    await page.goto('/products?search=22423')
    await expect(page.getByRole('row').filter({ hasText: '22423' })).toContainText(/unknown/i)
  })

  await test.step('vendor and stock of five products come in', async () => {
    await importFile(page, products, { how: 'chosen', layout: 'This layout is new here', preview: VENDOR })
    await importFile(page, stock, { how: 'chosen', layout: 'This layout is new here', preview: '85099B' })
    await expect.poll(drafted, { timeout: PATIENCE }).toEqual(SKUS.toSorted())
  })

  const { items } = await suggestions()
  await test.step('what to order is of the size of what is sold', () => {
    expect(items.map(({ sku }) => sku).toSorted()).toEqual(SKUS.toSorted())
    for (const { sku, suggestedQuantity, onDraft } of items) {
      const wanted = (Number(suggestedQuantity) + Number(onDraft)) / (most.get(sku) ?? 0)
      expect.soft(wanted, `${sku} against the best 14 days it ever had`).toBeGreaterThan(0.2)
      expect.soft(wanted, `${sku} against the best 14 days it ever had`).toBeLessThan(2)
    }
  })

  await test.step('the draft is approved, and comes', async () => {
    await page.goto('/reorder')
    const group = page.getByRole('row').filter({ has: page.getByRole('heading', { name: VENDOR }) })
    const draft = group.getByRole('link', { name: 'Review draft' })
    await expect(draft).toHaveAttribute('href', /\/purchase-orders\/[0-9a-f-]{36}$/)
    await draft.click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(page.getByRole('heading', { name: /^PO-\d+ Approved/ })).toBeVisible()
    const { lines } = await ask<{ lines: readonly { productId: string; name: string; quantity: string }[] }>(
      page,
      `/purchase-orders/${page.url().split('/').at(-1)}`,
    )
    const came = lines.map(
      ({ name, quantity }, index) => [name, { quantity: Number(quantity), lot: `B-${index}` }] as const,
    )
    await receive(page, new Map(came))
    await expect(page.getByRole('heading', { name: /^PO-\d+ Received/ })).toBeVisible()
    for (const { productId, quantity } of lines) {
      await page.goto(`/products/${productId}`)
      await expect(figure(page, 'On hand')).toHaveText(Number(quantity).toLocaleString('en-US'))
    }
    await page.goto('/reorder')
    await expect(page.getByText('Nothing needs ordering')).toBeVisible()
  })
  await rm(folder, { recursive: true, force: true })
})
