import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { importFile } from './import-file.ts'
import { ask, figure, PATIENCE, signUp } from './shop.ts'
import { fitForEveryone, open, watch } from './screens.ts'

const ZONE = 'America/Denver'
const PHONE = { width: 390, height: 844 }
const TAG = '1A4EG0900000000000000'

const STOCK_HEAD =
  'Product Name,SKU,Category,Brand,Vendor,Strain,Strain Type,External Package ID,Batch,Room,Available,Unit,Unit Cost,Retail Price,Expiration Date,Snapshot Date'
const GOODS = [
  {
    name: 'Juniper Kush 3.5g',
    sku: 'juniper-kush',
    tag: `${TAG}101`,
    room: 'Vault',
    onHand: 20,
    cost: '10.00',
  },
  { name: 'Yarrow Haze 1g', sku: 'yarrow-haze', tag: `${TAG}102`, room: 'Vault', onHand: 8, cost: '5.50' },
  {
    name: 'Sage Gummies 100mg',
    sku: 'sage-gummies',
    tag: `${TAG}103`,
    room: 'Sales Floor',
    onHand: 30,
    cost: '4.00',
  },
] as const
const [KUSH, HAZE] = GOODS

const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-US', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })

/** What was in the store when it closed yesterday, as a till exports it. */
const stockFile = async (folder: string): Promise<string> => {
  const rows = GOODS.map(
    ({ name, sku, tag, room, onHand, cost }) =>
      `${name},${sku},Flower,Juniper,Juniper Supply,Kush,Hybrid,${tag},B-${tag.slice(-3)},${room},${onHand},each,${cost},30.00,${daysAgo(-300)},${daysAgo(1)} 9:15 PM`,
  )
  const path = join(folder, 'juniper-inventory.csv')
  await writeFile(path, `${[STOCK_HEAD, ...rows].join('\n')}\n`)
  return path
}

/** A colleague with a phone of their own. */
const invited = async (browser: Browser, owner: Page, name: string): Promise<Page> => {
  const reply = await owner.request.post('/api/v1/invitations', {
    data: { email: `${name.toLowerCase()}-${Date.now()}@example.com`, role: 'budtender' },
  })
  const { link } = (await reply.json()) as { link: string }
  const context = await browser.newContext({ viewport: PHONE })
  const joined = await context.request.post('/api/v1/auth/accept-invitation', {
    data: {
      token: new URL(link, owner.url()).searchParams.get('token'),
      name,
      password: 'long-enough-password',
    },
  })
  expect(joined.ok()).toBe(true)
  return context.newPage()
}

const now = (page: Page) => page.getByRole('region', { name: 'Count now' })
const shelf = (page: Page) => now(page).getByLabel('On the shelf')

/** Goes to a package by the end of its tag, and counts it; Enter does both. */
const countByTag = async (page: Page, tag: string, found: number): Promise<void> => {
  const scan = page.getByRole('textbox', { name: /by tag/ })
  await scan.fill(tag.slice(-5))
  await scan.press('Enter')
  await expect(now(page)).toContainText(tag)
  await expect(shelf(page)).toBeFocused()
  await shelf(page).fill(String(found))
  await shelf(page).press('Enter')
}

const startCounting = async (page: Page, session: string, action: string): Promise<void> => {
  await open(page, session)
  await page.getByRole('button', { name: action }).click()
  await expect(shelf(page)).toBeVisible()
}

/** Waits until all is saved, and hands in. */
const handIn = async (page: Page): Promise<void> => {
  await expect(page.getByText('Every line is counted')).toBeVisible()
  const button = page.getByRole('button', { name: 'Hand in' })
  await expect(button).toBeEnabled()
  await button.click()
  await expect(page.getByRole('region', { name: 'Who counts' })).toBeVisible()
}

const onHand = async (page: Page, sku: string): Promise<string | null> => {
  const { items } = await ask<{ items: readonly { sku: string; onHand: string | null }[] }>(
    page,
    '/products?limit=10',
  )
  return items.find((each) => each.sku === sku)?.onHand ?? null
}

test('a blind count by two people ends in a posted correction', async ({ browser, page: owner }) => {
  test.setTimeout(2 * PATIENCE)
  const folder = await mkdtemp(join(tmpdir(), 'suite-count-'))
  await signUp(owner, { organization: 'Juniper Dispensary', store: 'Juniper Boulder', zone: ZONE })
  await importFile(owner, await stockFile(folder), {
    how: 'chosen',
    layout: 'Recognised: Dutchie',
    preview: KUSH.name,
  })
  await rm(folder, { recursive: true })
  expect(await onHand(owner, KUSH.sku)).toBe('20')
  const ana = await invited(browser, owner, 'Ana')
  const ben = await invited(browser, owner, 'Ben')
  const watched = [owner, ana, ben].map(watch)

  const session = await test.step('the vault is to be counted blind, by two people', async () => {
    await open(owner, '/compliance/counts')
    await expect(owner.getByText('Nothing was counted yet')).toBeVisible()
    await owner.getByRole('button', { name: 'Start a count' }).first().click()
    const panel = owner.getByRole('dialog', { name: 'Start a count' })
    await panel.getByRole('group', { name: 'Rooms' }).getByRole('button', { name: 'Vault' }).click()
    await panel.getByRole('button', { name: 'Two people' }).click()
    await expect(panel.getByRole('switch', { name: 'Blind' })).toBeChecked()
    await fitForEveryone(owner, 'the form of a count')
    await panel.getByRole('button', { name: 'Make the sheet' }).click()
    await expect(owner.getByRole('heading', { level: 1, name: /^Vault/ })).toBeVisible()
    await expect(owner.getByText('Nobody has begun yet.')).toBeVisible()
    return new URL(owner.url()).pathname
  })

  await test.step('the first counts by tag, one without a connection', async () => {
    await startCounting(ana, session, 'Start counting')
    await expect(ana.getByText('Expected')).toHaveCount(0)
    await fitForEveryone(ana, 'the sheet on a phone')
    await shelf(ana).fill('many')
    await shelf(ana).press('Enter')
    await expect(now(ana).getByRole('alert')).toContainText('Write a number')
    await countByTag(ana, HAZE.tag, 8)
    await expect(ana.getByText('Saved as you go')).toBeVisible()
    await ana.context().setOffline(true)
    await countByTag(ana, KUSH.tag, 17)
    await expect(ana.getByText('1 count kept on this phone')).toBeVisible()
    await expect(ana.getByRole('button', { name: 'Hand in' })).toBeDisabled()
    await ana.context().setOffline(false)
    await expect(ana.getByText('Saved as you go')).toBeVisible()
    await handIn(ana)
    await expect(ana.getByText('The second must be made by another person')).toBeVisible()
  })

  await test.step('the second differs on one line, which is counted again', async () => {
    await startCounting(ben, session, 'Make the second count')
    await expect(ben.getByText('0 of 2 lines')).toBeVisible()
    await countByTag(ben, KUSH.tag, 18)
    await countByTag(ben, HAZE.tag, 8)
    await handIn(ben)
    await startCounting(ben, session, 'Count them again')
    await expect(ben.getByText('0 of 1 lines')).toBeVisible()
    await expect(now(ben)).toContainText(KUSH.name)
    await shelf(ben).fill('18')
    await shelf(ben).press('Enter')
    await handIn(ben)
    await expect(ben.getByText('Somebody who may review')).toBeVisible()
  })

  await test.step('a third reviews the difference in units and dollars, and has it counted once more', async () => {
    await open(owner, session)
    const row = owner.getByRole('row').filter({ hasText: KUSH.tag })
    await expect(row).toContainText('-2')
    await expect(row).toContainText('-$20.00')
    await expect(owner.getByRole('row').filter({ hasText: HAZE.tag })).toBeHidden()
    await expect(figure(owner, 'Net difference')).toHaveText('-$20.00')
    await row.getByRole('button', { name: /18/ }).click()
    await expect(owner.getByRole('dialog')).toContainText('First count')
    await owner.keyboard.press('Escape')
    await fitForEveryone(owner, 'the review')
    await row.getByRole('checkbox').click()
    await owner.getByRole('button', { name: 'Count again (1)' }).click()
    const dialog = owner.getByRole('dialog', { name: 'Have one line counted again' })
    await dialog.getByLabel('Why').fill('Too far off')
    await dialog.getByRole('button', { name: 'Ask for the recount' }).click()
    await expect(owner.getByText('Some lines are to be counted once more.')).toBeVisible()
    await startCounting(ana, session, 'Count them again')
    await shelf(ana).fill('18')
    await shelf(ana).press('Enter')
    await handIn(ana)
  })

  await test.step('signed, the count is the stock', async () => {
    await open(owner, session)
    await owner.getByRole('button', { name: 'Sign and post' }).click()
    const dialog = owner.getByRole('dialog', { name: 'Sign and post' })
    await expect(dialog).toContainText('-$20.00')
    await dialog.getByLabel('What you put your name to').fill('Two units short, asked the counters')
    await fitForEveryone(owner, 'signing')
    await dialog.getByRole('button', { name: 'Sign and post' }).click()
    await expect(owner.getByText('“Two units short, asked the counters”')).toBeVisible()
    expect(await onHand(owner, KUSH.sku)).toBe('18')
    expect(await onHand(owner, HAZE.sku)).toBe('8')
  })

  await test.step('on a phone as well', async () => {
    await owner.setViewportSize(PHONE)
    await open(owner, session)
    await fitForEveryone(owner, 'a posted count on a phone')
    await open(owner, '/compliance/counts')
    await expect(owner.getByRole('row').filter({ hasText: 'Vault' })).toContainText('Posted')
    await fitForEveryone(owner, 'the counts on a phone')
  })
  // a phone without a network has refused requests, which is what was tried
  expect(
    watched.flatMap(({ problems }) => problems).filter((each) => !each.includes('ERR_INTERNET')),
  ).toEqual([])
})

test('goods are held, let go, destroyed before a witness, found, and recalled', async ({ page }) => {
  test.setTimeout(2 * PATIENCE)
  const folder = await mkdtemp(join(tmpdir(), 'suite-hold-'))
  await signUp(page, { organization: 'Willow Dispensary', store: 'Willow Boulder', zone: ZONE })
  await importFile(page, await stockFile(folder), {
    how: 'chosen',
    layout: 'Recognised: Dutchie',
    preview: KUSH.name,
  })
  await rm(folder, { recursive: true })
  const { problems } = watch(page)
  const row = page.getByRole('row').filter({ hasText: KUSH.tag })

  await test.step('a package is held, with its units and dollars', async () => {
    await open(page, '/compliance/holds')
    await expect(page.getByText('Nothing is held')).toBeVisible()
    await page.getByRole('button', { name: 'Hold goods' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Hold goods' })
    await panel.getByRole('button', { name: 'By package tag' }).click()
    await panel.getByLabel('Package tag').fill(KUSH.tag)
    await panel.getByLabel('Why it is held').fill('Waits for a retest')
    await fitForEveryone(page, 'the form of a hold')
    await panel.getByRole('button', { name: 'Hold', exact: true }).click()
    await expect(row).toContainText('20')
    await expect(row).toContainText('$200.00')
    await expect(figure(page, 'At cost')).toHaveText('$200')
    await fitForEveryone(page, 'the holds')
  })

  await test.step('and let go with a reason', async () => {
    await row.getByRole('button', { name: /^Lift/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Lift the hold' })
    await dialog.getByLabel('Why it may be sold again').fill('Retest passed')
    await dialog.getByRole('button', { name: 'Lift the hold' }).click()
    await expect(page.getByText('Nothing is held')).toBeVisible()
    await page.getByRole('button', { name: 'Lifted too' }).click()
    await expect(row).toContainText('Retest passed')
  })

  await test.step('three units are destroyed', async () => {
    await open(page, '/compliance/destructions')
    await page.getByRole('button', { name: 'Change the days' }).click()
    await page.getByRole('dialog').getByLabel('Days').fill('10')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your recorders keep 10 days')).toBeVisible()
    await page.getByRole('button', { name: 'Record a destruction' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Record a destruction' })
    await panel.getByLabel('Product').fill('Juniper')
    await panel.getByRole('list', { name: 'Products found' }).getByRole('button').first().click()
    await panel.getByLabel('Package or lot').selectOption({ label: await lotOption(page, KUSH.tag) })
    await panel.getByLabel('How many').fill('3')
    await panel.getByLabel('Why it is destroyed').fill('Mould')
    await panel.getByLabel('How it was made unusable').fill('Ground and mixed with coffee waste')
    await panel.getByLabel('Name of the witness').fill('Dora Park')
    await panel.getByLabel('Camera', { exact: true }).fill('Vault 2')
    await fitForEveryone(page, 'the form of a destruction')
    await panel.getByRole('button', { name: 'Take out of stock' }).click()
    await expect(panel).toBeHidden()
    await expect(row).toContainText('Mould')
    await expect(row).toContainText('Dora Park')
    await row.getByRole('button', { name: /Vault 2/ }).click()
    await expect(page.getByRole('dialog')).toContainText('kept until')
    await page.keyboard.press('Escape')
    expect(await onHand(page, KUSH.sku)).toBe('17')
    const footage = page.getByRole('region', { name: 'Footage' })
    await expect(footage.getByRole('listitem')).toContainText('Until')
    await fitForEveryone(page, 'the destructions')
    await footage.getByRole('button', { name: 'It was saved' }).click()
    await page.getByLabel('Where it was saved').fill('evidence/vault-2.mp4')
    await page.getByRole('button', { name: 'Note it' }).click()
    await expect(footage.getByRole('listitem')).toHaveCount(0)
    await row.getByRole('button', { name: /Vault 2/ }).click()
    await expect(page.getByRole('dialog')).toContainText('saved as evidence/vault-2.mp4')
    await page.keyboard.press('Escape')
  })

  await test.step('counted openly by one person, a package nobody knew of is found', async () => {
    await open(page, '/compliance/counts')
    await page.getByRole('button', { name: 'Start a count' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Start a count' })
    await panel.getByLabel('What is counted').selectOption('Chosen products')
    await panel.getByLabel('Add a product').fill('Juniper')
    await panel.getByRole('list', { name: 'Products found' }).getByRole('button').first().click()
    await panel.getByRole('switch', { name: 'Blind' }).click()
    await panel.getByRole('switch', { name: 'Another person signs' }).click()
    await panel.getByRole('button', { name: 'Make the sheet' }).click()
    await page.getByRole('button', { name: 'Start counting' }).click()
    await expect(now(page)).toContainText('Expected 17')
    await shelf(page).fill('17')
    await shelf(page).press('Enter')
    const scan = page.getByRole('textbox', { name: /by tag/ })
    await scan.fill(`${TAG}777`)
    await scan.press('Enter')
    await page.getByRole('button', { name: 'Add it as found' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add what was found' })
    await dialog.getByRole('button', { name: 'Add and count it' }).click()
    await expect(dialog).toContainText('Say which product it holds')
    await dialog.getByLabel('Product').fill('Juniper')
    await dialog.getByRole('list', { name: 'Products found' }).getByRole('button').first().click()
    await dialog.getByRole('button', { name: 'Add and count it' }).click()
    await expect(now(page)).toContainText(`${TAG}777`)
    await shelf(page).fill('2')
    await shelf(page).press('Enter')
    await handIn(page)
    const found = page.getByRole('row').filter({ hasText: `${TAG}777` })
    await expect(found).toContainText('+2')
    await expect(found).toContainText('+$20.00')
    await page.getByRole('button', { name: 'Sign and post' }).click()
    const sign = page.getByRole('dialog', { name: 'Sign and post' })
    await sign.getByLabel('What you put your name to').fill('Found behind the shelf')
    await sign.getByRole('button', { name: 'Sign and post' }).click()
    await expect(page.getByText('“Found behind the shelf”')).toBeVisible()
    expect(await onHand(page, KUSH.sku)).toBe('19')
  })

  await test.step('a recall takes everything out of sale in one step, and gives it back', async () => {
    await open(page, '/compliance/recalls')
    await page.getByRole('button', { name: 'Start a recall' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Start a recall' })
    await panel.getByLabel('Title').fill('Recall of the haze')
    await panel.getByLabel('Which goods, by').selectOption('Package tag')
    await panel.getByRole('textbox', { name: 'Package tag' }).fill(HAZE.tag)
    await panel.getByLabel('Why').fill('Pesticide found')
    await panel.getByRole('button', { name: 'Start the clock' }).click()
    const steps = page.getByRole('region', { name: 'Steps' })
    await steps.getByRole('button', { name: 'Find the goods' }).click()
    await steps.getByRole('button', { name: 'Hold all 1' }).click()
    await expect(steps).toContainText('Everything found is held')
    await expect(page.getByRole('row').filter({ hasText: HAZE.tag })).toContainText('Held')
    await steps.getByRole('button', { name: 'Lift its holds' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lift every hold of this recall' })
    await dialog.getByLabel('Why they may be sold again').fill('Withdrawn by the vendor')
    await dialog.getByRole('button', { name: 'Lift the holds' }).click()
    await expect(page.getByRole('row').filter({ hasText: HAZE.tag })).toContainText('For sale')
    await fitForEveryone(page, 'a recall')
  })
  await page.setViewportSize(PHONE)
  for (const path of ['/compliance/holds?show=all', '/compliance/destructions']) {
    await open(page, path)
    await fitForEveryone(page, `${path} on a phone`)
  }
  // the tag nobody knows was refused until its product was named
  expect(problems.filter((each) => !/422/.test(each))).toEqual([])
})

/** The words of the choice that means a package. */
const lotOption = async (page: Page, tag: string): Promise<string> => {
  const option = page.getByRole('option').filter({ hasText: tag })
  await expect(option).toHaveCount(1)
  return (await option.innerText()).trim()
}
