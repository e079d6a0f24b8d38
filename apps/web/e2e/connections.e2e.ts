import { expect, test } from '@playwright/test'
import { DEMO_KEY, sell, smallShop, startDutchieSimulator, totalsOf } from '@suite/dutchie/simulator'
import { ask, PATIENCE, signUp } from './shop.ts'
import { watch } from './screens.ts'

interface Report {
  readonly totals: { readonly netMinor: number }
}

test('a till is connected, its past comes in to the penny, and trouble is said and gets over', async ({
  page,
}) => {
  test.setTimeout(PATIENCE * 2)
  const till = await startDutchieSimulator({ state: smallShop(new Date(), 9), seed: 9 })
  const [location] = till.state.locations.values()
  if (location === undefined) throw new Error('the simulated till has no location')
  const truth = (): number =>
    [...location.sales.rows()]
      .filter(({ voidedAt }) => voidedAt === null)
      .reduce((sum, sale) => sum + totalsOf(sale).netMinor, 0)
  await signUp(page, { organization: 'Till Test', store: 'Capitol Hill', zone: 'America/Denver' })
  const { problems } = watch(page)

  await page.goto('/settings/connections')
  await page.getByRole('button', { name: 'Connect' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('System').selectOption('dutchie')
  await dialog.getByLabel('Address (if you have one)').fill(till.url)
  await dialog.getByLabel('Location API key').fill('a-key-that-is-wrong')
  await dialog.getByRole('button', { name: 'Try the keys' }).click()
  await expect(dialog.getByRole('status')).toContainText('does not know this key')
  await dialog.getByLabel('Location API key').fill(DEMO_KEY)
  await dialog.getByRole('button', { name: 'Try the keys' }).click()
  await expect(dialog.getByRole('status')).toContainText('The key works')
  await dialog.getByRole('button', { name: 'Connect' }).click()

  const card = page.getByRole('region', { name: 'Dutchie' })
  await expect(card.getByText('Working')).toBeVisible({ timeout: PATIENCE })
  const from = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)
  const to = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const sold = async () =>
    (await ask<Report>(page, `/reports/sales?from=${from}&to=${to}&by=day&limit=1`)).totals.netMinor
  expect(await sold()).toBe(truth())

  const more = async (item: string): Promise<void> => {
    const entry = page.getByRole('menuitem', { name: item })
    // a menu that is still closing takes the click for its own, and its entries may go while they are being clicked
    await expect(async () => {
      if (!(await entry.isVisible())) await card.getByRole('button', { name: 'More for Dutchie' }).click()
      await entry.click({ timeout: 2000 })
    }).toPass({ timeout: 30_000 })
  }
  till.trouble([{ kind: 'never_acts', match: '/reporting/' }])
  await more('Ask for what is new, now')
  await expect(card.getByText('Failing')).toBeVisible({ timeout: PATIENCE })
  await expect(card.getByText(/tried again by itself/)).toBeVisible()
  await expect(page.getByText('Still out')).toBeVisible()

  const [held] = location.packages.rows()
  sell(till.state, location, { soldAt: new Date(), lines: [{ packageId: held?.id ?? 0, quantity: 2 }] })
  till.trouble([])
  await expect
    .poll(
      async () => {
        await more('Ask for what is new, now')
        return sold()
      },
      { timeout: PATIENCE, intervals: [5000] },
    )
    .toBe(truth())
  await expect(card.getByText('Working')).toBeVisible({ timeout: PATIENCE })

  await more('Disconnect')
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(card.getByText('Ended')).toBeVisible()
  expect(await sold()).toBe(truth())
  expect(problems).toEqual([])
  await till.stop()
})
