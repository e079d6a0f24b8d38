import { expect, test } from '@playwright/test'
import { fitForEveryone, open } from './screens.ts'
import { ask, PATIENCE, signInToDemo, untilPlanned } from './shop.ts'

test('a person who knows better says so, the plan follows, and it can be taken back', async ({ page }) => {
  test.setTimeout(2 * PATIENCE)
  await signInToDemo(page)
  await untilPlanned(page)
  const { items } = await ask<{ items: { productId: string; storeId: string }[] }>(
    page,
    '/reorder?limit=1&sort=-atRisk',
  )
  const [{ productId, storeId }] = items as [{ productId: string; storeId: string }]
  const planned = async (): Promise<string> =>
    JSON.stringify(
      (await ask<{ reasoning: object }>(page, `/stores/${storeId}/products/${productId}/reorder`)).reasoning,
    )
  await open(page, `/products/${productId}?store=${storeId}`)
  await page.getByRole('button', { name: 'Expect otherwise' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Percent', { exact: true }).fill('250')
  await dialog.getByLabel('Why').fill('Street fair at the door')
  await expect(dialog.getByText('where the model expects')).toBeVisible()
  await fitForEveryone(page, 'the dialog of an override')
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(dialog).toBeHidden()
  const card = page.getByRole('region', { name: 'Expected otherwise' })
  await expect(card.getByRole('listitem')).toContainText('+250 %')
  await expect.poll(planned, { timeout: PATIENCE }).toContain('Street fair at the door')

  await page.setViewportSize({ width: 390, height: 844 })
  await fitForEveryone(page, 'a product with an override, on a phone')
  await card.getByRole('button', { name: 'Take back' }).click()
  await expect(card.getByRole('listitem')).toContainText('taken back')
  await expect.poll(planned, { timeout: PATIENCE }).not.toContain('Street fair')
  await open(page, '/reports/forecasts')
  await expect(page.getByRole('region', { name: 'People beside the model' })).toContainText('+250 %')
})
