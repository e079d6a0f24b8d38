import { expect, test, type Page } from '@playwright/test'
import { ask, figure, PATIENCE, signInToDemo } from './shop.ts'
import { fitForEveryone, open, watch } from './screens.ts'

const PHONE = { width: 390, height: 844 }

interface Receipts {
  readonly items: readonly {
    readonly id: string
    readonly storeId: string
    readonly customerRef: string | null
  }[]
}
interface Receipt {
  readonly lines: readonly { readonly productId: string; readonly packageTag?: string | null }[]
}
interface Stock {
  readonly lots: readonly { readonly lotCode: string; readonly packageTag: string | null }[]
}

/** A lot that was sold to a customer and of which something is left. */
const soldLot = async (page: Page): Promise<{ lotCode: string; tag: string; customer: string }> => {
  const { items } = await ask<Receipts>(page, '/receipts?limit=100')
  for (const { id, storeId, customerRef } of items) {
    const { lines } = await ask<Receipt>(page, `/receipts/${id}`)
    for (const { productId, packageTag: tag } of lines) {
      const { lots } = await ask<Stock>(page, `/stores/${storeId}/products/${productId}/stock`)
      const lot = lots.find(({ packageTag }) => packageTag === tag)
      if (customerRef !== null && tag && lot !== undefined && lot.lotCode !== '')
        return { lotCode: lot.lotCode, tag, customer: customerRef }
    }
  }
  throw new Error('The demo shop has sold no lot of which something is left.')
}

test('a recall drill goes from a lot to the report, against the clock, and holds nothing', async ({
  page,
}) => {
  test.setTimeout(PATIENCE)
  const { problems } = watch(page)
  await signInToDemo(page)
  const { lotCode, tag, customer } = await soldLot(page)
  const heldBefore = (await ask<{ items: readonly unknown[] }>(page, '/holds?limit=500')).items.length
  await open(page, '/compliance/recalls')
  const title = `Drill of ${lotCode} at ${Date.now()}`

  await test.step('the clock is started for a lot', async () => {
    await page.getByRole('button', { name: 'Start a drill' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Start a drill' })
    await expect(panel).toContainText('nothing is held')
    await expect(panel.getByRole('button', { name: 'Start the clock' })).toBeDisabled()
    await panel.getByLabel('Title').fill(title)
    await panel.getByRole('textbox', { name: 'Batch or lot' }).fill(lotCode)
    await panel.getByLabel('Why').fill('To know how long it takes')
    await fitForEveryone(page, 'the form of a drill')
    await panel.getByRole('button', { name: 'Start the clock' }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByText('This is a drill.')).toBeVisible()
  })

  const clock = page.getByRole('region', { name: 'Clock' }).getByRole('timer')
  const steps = page.getByRole('region', { name: 'Steps' })
  await test.step('the clock runs', async () => {
    const before = await clock.innerText()
    await expect(clock).not.toHaveText(before)
    await expect(clock).toHaveText(/^\d+:\d\d$/)
  })

  await test.step('goods, receipts and customers are found', async () => {
    await steps.getByRole('button', { name: 'Find the goods' }).click()
    const goods = page.getByRole('region', { name: 'Goods' })
    await expect(goods.getByRole('row').filter({ hasText: tag })).toContainText('For sale')
    await expect(page.getByRole('region', { name: 'Sales' })).toContainText(customer)
    await expect(figure(page, 'Receipts')).not.toHaveText('0')
    await expect(figure(page, 'Customers')).not.toHaveText('0')
    await fitForEveryone(page, 'a running drill')
  })

  await test.step('the hold is rehearsed, and the drill is finished', async () => {
    await steps.getByRole('button', { name: 'Rehearse the hold' }).click()
    await expect(steps).toContainText('Hold rehearsed')
    await steps.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog', { name: 'Finish the drill' })
    await dialog.getByLabel('How it came out').fill('Every package and customer found')
    await dialog.getByRole('button', { name: 'Stop the clock' }).click()
    await expect(page.getByText('Outcome: “Every package and customer found”')).toBeVisible()
    await expect(clock).toHaveAccessibleName('Time it took')
    const stood = await clock.innerText()
    await page.waitForTimeout(1500)
    await expect(clock).toHaveText(stood)
    const held = (await ask<{ items: readonly unknown[] }>(page, '/holds?limit=500')).items.length
    expect(held).toBe(heldBefore)
  })

  await test.step('the report holds it all, on paper too', async () => {
    await page.getByRole('link', { name: 'Report', exact: true }).click()
    await expect(page.getByText('DRILL.', { exact: false })).toBeVisible()
    await expect(page.getByRole('table', { name: 'Goods', exact: true })).toContainText(tag)
    await expect(page.getByRole('table', { name: 'Receipts', exact: true })).toContainText(customer)
    await expect(page.getByRole('region', { name: 'How long it took' })).toContainText(
      'Every package and customer found',
    )
    await fitForEveryone(page, 'the report')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await expect(page.getByRole('table', { name: 'Receipts', exact: true })).toBeVisible()
    await page.emulateMedia({ media: 'screen' })
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Receipts as CSV' }).click()
    expect((await saved).suggestedFilename()).toContain('receipts.csv')
  })

  await page.setViewportSize(PHONE)
  await fitForEveryone(page, 'the report on a phone')
  await open(page, '/compliance/recalls')
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('Drill')
  await fitForEveryone(page, 'the list on a phone')
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await fitForEveryone(page, 'a drill on a phone')
  expect(problems).toEqual([])
})
