import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { importFile, untilImported } from './import-file.ts'
import { receive, type Came } from './receive.ts'
import { fitForEveryone } from './screens.ts'
import { ask, figure, PATIENCE, signUp, untilPlanned } from './shop.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const ZONE = 'America/Denver'
const DAYS = 120
const VENDOR = 'High Peak Supply'
const CUT_OFF_HOURS = 4

/** A day on the shop's clock, whose business day ends at 4 AM: 0 is today, 1 the last day that is over. */
const businessDay = (ago: number): string => {
  const now = new Date(Date.now() - CUT_OFF_HOURS * 3_600_000)
  const day = new Date(now.toLocaleDateString('en-CA', { timeZone: ZONE }))
  // Counted on the calendar: a span of hours loses or gains a day where the clocks change.
  day.setUTCDate(day.getUTCDate() - ago)
  return day.toISOString().slice(0, 10)
}

interface Files {
  readonly folder: string
  readonly products: string
  readonly sales: string
  readonly stock: string
}

/** What a shop's till and back office export after closing yesterday. */
const exportFiles = async (): Promise<Files> => {
  const folder = await mkdtemp(join(tmpdir(), 'suite-road-'))
  const wanted = ['--end', businessDay(1), '--days', String(DAYS), '--store', 'boulder', '--out', folder]
  await promisify(execFile)(process.execPath, [join(ROOT, 'apps/server/demo/generate.ts'), ...wanted])
  return {
    folder,
    products: join(folder, 'evergreen-products.csv'),
    sales: join(folder, 'boulder-sales-by-item.csv'),
    stock: join(folder, 'boulder-inventory.csv'),
  }
}

/** Rows and sums of a sales file, added up in cents without the product's own reader. */
const addUp = async (path: string): Promise<{ rows: number; gross: number; net: number }> => {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/).slice(4)
  expect(lines.join('')).not.toContain('"')
  const names = header.split(',')
  const sum = (name: string): number =>
    lines.reduce((total, line) => total + Math.round(Number(line.split(',')[names.indexOf(name)]) * 100), 0)
  return { rows: lines.length, gross: sum('Gross Sales'), net: sum('Net Sales') }
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) })

const netSales = async (page: Page): Promise<string> => {
  await page.goto(`/reports/sales?from=${businessDay(DAYS)}&to=${businessDay(0)}`)
  return figure(page, 'Net sales').innerText()
}

const onHand = async (page: Page, product: string): Promise<number> => {
  await page.goto(product)
  await expect(figure(page, 'On hand')).toHaveText(/^[\d,]+$/)
  return Number((await figure(page, 'On hand').innerText()).replaceAll(',', ''))
}

test("the road: from a till's export to goods on the shelf, and back", async ({ page }) => {
  test.setTimeout(2 * PATIENCE)
  const files = await exportFiles()
  const sums = await addUp(files.sales)

  await test.step('a shop signs up and is shown its first steps', async () => {
    await signUp(page, { organization: 'Foxglove Dispensary', store: 'Foxglove Boulder', zone: ZONE })
    await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible()
    await expect(page.getByText('0 of 4 done')).toBeVisible()
    await page.getByRole('link', { name: 'Import sales' }).click()
    await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible()
  })

  await test.step('the product file comes in', async () => {
    await importFile(page, files.products, {
      how: 'chosen',
      layout: 'This layout is new here',
      preview: 'High Peak Blue Dream 3.5g',
    })
    await expect(figure(page, 'Rows in the file')).toHaveText('116')
    await expect(figure(page, 'Refused')).toHaveText('0')
    await importFile(page, files.products, {
      how: 'chosen',
      layout: 'Recognised: a layout you saved',
      preview: 'High Peak Blue Dream 3.5g',
    })
    await expect(figure(page, 'Added')).toHaveText('0')
  })

  const salesImport = await test.step('the sales file comes in, to the penny', async () => {
    const address = await importFile(page, files.sales, {
      how: 'dropped',
      layout: 'Recognised: Dutchie',
      preview: 'High Peak',
    })
    await expect(figure(page, 'Added')).toHaveText(number(sums.rows))
    await expect(page.getByText(`over all accepted rows is ${number(sums.gross / 100)}`)).toBeVisible()
    return address
  })

  await test.step('the inventory file comes in', async () => {
    await importFile(page, files.stock, {
      how: 'dropped',
      layout: 'Recognised: Dutchie',
      preview: 'Sales Floor',
    })
    await expect(figure(page, 'Refused')).toHaveText('0')
  })

  await test.step('the report agrees with the file', async () => {
    expect(await netSales(page)).toBe(`$${number(sums.net / 100, 2)}`)
  })

  await test.step('the terms of a vendor the file named are filled in', async () => {
    await page.goto('/settings/vendors')
    await page.getByRole('button', { name: VENDOR }).click()
    const panel = page.getByRole('dialog', { name: VENDOR })
    await panel.getByLabel('E-mail for orders').fill('orders.highpeak@example.com')
    await panel.getByLabel('Lead time, days').fill('10')
    await panel.getByLabel('Varies by, days').fill('2')
    await panel.getByLabel('Minimum order').fill('250')
    await panel.getByRole('button', { name: 'Save' }).click()
    await expect(panel).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: VENDOR })).toContainText('10 ± 2 d')
  })

  await test.step('products are forecast', async () => {
    await page.goto(salesImport)
    await expect(page.getByText(/\d+ products are forecast/)).toBeVisible({ timeout: PATIENCE })
    await untilPlanned(page)
  })

  const group = page.getByRole('row').filter({ has: page.getByRole('heading', { name: VENDOR }) })
  await test.step('the reorder list says what to order, and why', async () => {
    await page.getByRole('link', { name: 'See what to order' }).click()
    await expect(group).toBeVisible()
    await page
      .getByRole('button', { name: /Why order High Peak/ })
      .first()
      .click()
    const sentences = page.getByRole('dialog').getByRole('listitem')
    await expect(sentences.first()).toBeVisible()
    await page.getByRole('dialog').getByRole('group').first().click()
    await expect(page.getByRole('dialog').getByRole('term').first()).toBeVisible()
    await page.keyboard.press('Escape')
    const draft = group.getByRole('link', { name: 'Review draft' })
    await expect(draft).toHaveAttribute('href', /\/purchase-orders\/[0-9a-f-]{36}$/)
    await draft.click()
    await expect(page.getByRole('heading', { name: /^PO-\d+ Draft/ })).toBeVisible()
  })

  const orderAddress = page.url()
  const { lines } = await ask<{
    lines: { productId: string; storeId: string; name: string; quantity: string }[]
  }>(page, `/purchase-orders/${orderAddress.split('/').at(-1)}`)
  const [first, ...others] = lines.map(({ name, quantity }) => ({ name, quantity: Number(quantity) }))
  if (first === undefined) throw new Error('The draft has no lines.')
  const productAddress = `/products/${lines[0]?.productId}`
  const before = await onHand(page, productAddress)
  const ordered = first.quantity + 12

  await test.step('a quantity is changed, the order approved and sent', async () => {
    await page.goto(orderAddress)
    await page.getByLabel(`Quantity of ${first.name}`).fill(String(ordered))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(page.getByRole('heading', { name: /^PO-\d+ Approved/ })).toBeVisible()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Send PO-/ })
    await expect(dialog.getByLabel('To')).toHaveValue('orders.highpeak@example.com')
    await dialog.getByRole('button', { name: 'Send e-mail' }).click()
    await expect(page.getByRole('heading', { name: /^PO-\d+ Sent/ })).toBeVisible({ timeout: 60_000 })
  })

  await test.step('the mail is kept on this machine, with the order attached', async () => {
    const index = join(process.env['SUITE_DATA_DIR'] ?? '.data', 'mail/index.json')
    const caught = async (): Promise<unknown> =>
      JSON.parse(await readFile(index, 'utf8').catch(() => '[]')) as unknown
    await expect.poll(caught, { timeout: 60_000 }).toContainEqual(
      expect.objectContaining({
        to: ['orders.highpeak@example.com'],
        attachments: [/\.pdf$/, /\.csv$/].map((name) =>
          expect.objectContaining({ fileName: expect.stringMatching(name) }),
        ),
      }),
    )
  })

  await test.step('what is on order is not suggested again', async () => {
    await page.goto('/reorder')
    await expect(page.getByRole('table', { name: 'Products to order' })).toBeVisible()
    await expect(page.getByRole('link', { name: first.name, exact: true })).toBeHidden()
  })

  const half = Math.floor(ordered / 2)
  await test.step('a part of one product comes', async () => {
    await page.goto(orderAddress)
    const came: Came = {
      quantity: half,
      lot: 'HP-E2E-1',
      unitCost: '15.75',
      tag: '1A4EG0200000000000900001',
      expiresOn: businessDay(-300),
    }
    await receive(page, new Map([[first.name, came]]))
    await expect(page.getByRole('heading', { name: /^PO-\d+ Partly received/ })).toBeVisible()
    const goods = page.getByRole('region', { name: 'Goods received' })
    await expect(goods.getByRole('row').filter({ hasText: first.name })).toContainText(
      `${half}$15.75HP-E2E-11A4EG0200000000000900001`,
    )
    expect(await onHand(page, productAddress)).toBe(before + half)
  })

  await test.step('the rest comes', async () => {
    await page.goto(orderAddress)
    const rest = new Map(
      others.map(({ name, quantity }, index) => [name, { quantity, lot: `HP-E2E-R${index}` }]),
    )
    await receive(page, rest.set(first.name, { quantity: ordered - half, lot: 'HP-E2E-2' }))
    await expect(page.getByRole('heading', { name: /^PO-\d+ Received/ })).toBeVisible()
    expect(await onHand(page, productAddress)).toBe(before + ordered)
    await expect(page.getByText('HP-E2E-1', { exact: true })).toBeVisible()
    await page.goto('/reorder')
    await expect(page.getByRole('table', { name: 'Products to order' })).toBeVisible()
    await expect(page.getByRole('link', { name: first.name, exact: true })).toBeHidden()
  })

  await test.step('the bill is compared with order and goods, and what is billed too much is disputed', async () => {
    await page.goto(orderAddress)
    await page.getByRole('button', { name: 'Record an invoice' }).click()
    const dialog = page.getByRole('dialog', { name: /^Invoice for PO-/ })
    await dialog.getByLabel('Invoice number').fill('HP-20417')
    await dialog.getByLabel(`Billed of ${first.name}`).fill(String(ordered + 1))
    await dialog.getByRole('button', { name: 'Record', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Invoice HP-20417' })
    const line = sheet.getByRole('listitem').filter({ hasText: first.name })
    await expect(line).toContainText('not all received')
    await expect(sheet.getByRole('listitem').filter({ hasText: 'over' })).toHaveCount(1)
    await sheet.getByRole('button', { name: 'Dispute' }).click()
    await sheet.getByLabel('Why').fill('One more is billed than came')
    await sheet.getByRole('button', { name: 'Dispute invoice' }).click()
    await expect(sheet.getByText('Disputed', { exact: true })).toBeVisible()
    await fitForEveryone(page, 'an invoice')
    await page.goto('/purchase-orders/invoices?status=disputed')
    await expect(page.getByRole('row').filter({ hasText: 'HP-20417' })).toContainText('over')
  })

  const again = await test.step('the same file again changes nothing', async () => {
    const address = await importFile(page, files.sales, {
      how: 'chosen',
      layout: 'Recognised: Dutchie',
      preview: 'High Peak',
    })
    await expect(figure(page, 'Added')).toHaveText('0')
    await expect(figure(page, 'Known already')).toHaveText(number(sums.rows))
    expect(await netSales(page)).toBe(`$${number(sums.net / 100, 2)}`)
    return address
  })

  await test.step('an import is undone whole', async () => {
    for (const address of [again, salesImport]) {
      await page.goto(address)
      await untilImported(page)
      await page.getByRole('button', { name: 'Undo import' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click()
      await expect(page.getByRole('heading', { name: /Undone$/ })).toBeVisible({ timeout: PATIENCE })
    }
    expect(await netSales(page)).toBe('$0.00')
    expect(await onHand(page, productAddress)).toBe(before + ordered)
  })
  await rm(files.folder, { recursive: true, force: true })
})
