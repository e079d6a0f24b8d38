import { expect, test } from '@playwright/test'
import { open } from './screens.ts'
import { ask, PATIENCE, signInToDemo } from './shop.ts'

interface Deliveries {
  readonly items: readonly {
    readonly shipperName: string
    readonly packages: readonly {
      readonly tag: string
      readonly itemName: string
      readonly shipped: string
    }[]
  }[]
}

test('a delivery is counted at the door by its tags, and what is short is said', async ({ page }) => {
  test.setTimeout(2 * PATIENCE)
  await signInToDemo(page)
  const coming = (): Promise<Deliveries> => ask(page, '/compliance/transfers?show=coming')
  await expect.poll(async () => (await coming()).items.length, { timeout: PATIENCE }).toBeGreaterThan(0)
  const [delivery] = (await coming()).items
  const [first, second] = delivery?.packages ?? []
  if (delivery === undefined || first === undefined || second === undefined)
    throw new Error('The practice register ships at least two packages.')

  await open(page, '/compliance/transfers')
  await page.getByRole('link', { name: delivery.shipperName }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: delivery.shipperName })).toBeVisible()

  await test.step('a tag that is not on the manifest is refused', async () => {
    await page.getByLabel('Package tag').fill('NOT-ON-IT')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Not on this manifest.')).toBeVisible()
  })

  const sheet = page.getByRole('dialog')
  await test.step('the first package is found by its last digits and counted two short', async () => {
    await page.getByLabel('Package tag').fill(first.tag.slice(-4))
    await page.keyboard.press('Enter')
    await expect(sheet.getByRole('heading', { name: first.itemName })).toBeVisible()
    await sheet.getByLabel(/^Counted/).fill(String(Number(first.shipped) - 2))
    await expect(sheet.getByText('2 short.')).toBeVisible()
    await sheet.getByLabel('Expires').fill('2027-06-30')
    await sheet.getByLabel('Number').fill('COA-E2E-1')
    await sheet.getByRole('button', { name: 'Save and go on' }).click()
    await expect(sheet.getByText('is needed with a certificate')).toBeVisible()
    await sheet.getByLabel('Laboratory').fill('Front Range Labs')
    await sheet.getByRole('button', { name: 'Save and go on' }).click()
  })

  await test.step('the next package opens by itself and goes back', async () => {
    await expect(sheet.getByRole('heading', { name: second.itemName })).toBeVisible()
    await sheet.getByLabel(/^Counted/).fill(second.shipped)
    await sheet.getByRole('switch', { name: 'It goes back' }).click()
    await sheet.getByLabel('Why').fill('Jars are cracked')
    await sheet.getByRole('button', { name: 'Save and go on' }).click()
    await expect(sheet.getByRole('heading', { name: second.itemName })).toBeHidden()
    await sheet.getByRole('button', { name: 'Close' }).first().click()
  })

  await expect(page.getByText('Counted short')).toBeVisible()
  await expect(page.getByText('Goes back')).toBeVisible()
  await expect(page.getByText('certificate COA-E2E-1')).toBeVisible()
  await expect(page.getByText('1 counted')).toBeVisible()
  await page.getByRole('button', { name: 'Keep the papers' }).click()
  await expect(page.getByText(/wait for the till/)).toBeVisible()
})
