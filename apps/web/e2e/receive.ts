import { expect, type Page } from '@playwright/test'

/** What came of one product. */
export interface Came {
  readonly quantity: number
  readonly lot: string
  readonly unitCost?: string
  readonly tag?: string
  readonly expiresOn?: string
}

/** Receives goods on an order's page; products that are not named have not come. */
export const receive = async (page: Page, goods: ReadonlyMap<string, Came>): Promise<void> => {
  await page.getByRole('button', { name: 'Receive' }).click()
  const dialog = page.getByRole('dialog', { name: /^Receive PO-/ })
  const lines = dialog.getByRole('listitem')
  for (const line of await lines.all()) {
    const name = await line.getByRole('paragraph').first().innerText()
    const came = goods.get(name)
    await line.getByLabel('Quantity').fill(came === undefined ? '' : String(came.quantity))
    if (came === undefined) continue
    await line.getByLabel('Lot').fill(came.lot)
    if (came.unitCost !== undefined) await line.getByLabel('Unit cost').fill(came.unitCost)
    if (came.tag !== undefined) await line.getByLabel('Package tag').fill(came.tag)
    if (came.expiresOn !== undefined) await line.getByLabel('Expires').fill(came.expiresOn)
  }
  await dialog.getByRole('button', { name: /^Receive \d+ lines?$/ }).click()
  await expect(dialog).toBeHidden()
}
