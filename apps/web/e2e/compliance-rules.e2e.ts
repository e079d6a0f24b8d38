import { expect, test, type Page } from '@playwright/test'
import { fitForEveryone, open, watch } from './screens.ts'
import { PATIENCE, signUp } from './shop.ts'

const ZONE = 'America/Denver'
const TOPIC = 'Purchase limit, adults'
const PHONE = { width: 390, height: 844 }

/** A calendar day on the shop's clock, so many days from today. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: ZONE })

const view = (page: Page, name: string): Promise<void> =>
  page.getByRole('group', { name: 'View' }).getByRole('button', { name, exact: true }).click()

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })

const check = async (page: Page): Promise<void> => {
  await view(page, 'Try a basket')
  await page.getByRole('button', { name: 'Check the basket' }).click()
}

test('a rule of one’s own, set with a reason, changes the verdict on a basket, and can be taken back', async ({
  page,
}) => {
  test.setTimeout(PATIENCE)
  const { problems } = watch(page)
  await signUp(page, { organization: 'Larkspur Dispensary', store: 'Larkspur Boulder', zone: ZONE })
  await open(page, '/compliance/rules')

  await test.step('what nobody confirmed is not shown as law, and blocks', async () => {
    await expect(page.getByLabel('State', { exact: true })).toHaveValue('CO')
    const line = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: TOPIC, exact: true }) })
    await expect(line).toContainText('Not law, unconfirmed: Flower and its equivalents: 1 oz')
    await expect(line).toContainText('Unverified')
    await expect(line).toContainText('shown, not applied')
    await check(page)
    await expect(verdict(page)).toContainText('Blocked')
    await expect(verdict(page).getByRole('list', { name: 'Reasons' })).toContainText('unverified')
    await fitForEveryone(page, 'the verdict')
  })

  const panel = page.getByRole('dialog', { name: TOPIC })
  await test.step('the rule is set, and its effects are shown before', async () => {
    await view(page, 'Rules')
    await page.getByRole('button', { name: TOPIC, exact: true }).press('Enter')
    await expect(panel.getByRole('region', { name: 'What holds' })).toContainText('do not treat this as law')
    await fitForEveryone(page, 'the panel of a rule')
    await panel.getByRole('button', { name: 'Set a rule of your own' }).click()
    // opening the form must not send it: nothing was asked for yet
    await expect(panel.getByLabel('Where it was read')).toBeVisible()
    await expect(panel.getByLabel('Where it was read')).not.toBeFocused()
    await panel.getByLabel('At most', { exact: true }).fill('2')
    await panel.getByLabel('How certain it is').selectOption('Verified')
    await panel.getByLabel('Where it was read').fill('1 CCR 212-3 rule 6-110')
    const touched = panel.getByRole('region', { name: 'What this change touches' })
    await expect(touched).toContainText('Larkspur Boulder')
    await expect(touched).toContainText('1 oz per transaction → 2 oz per transaction')
    await expect(touched).toContainText('Adult from another state')
    await fitForEveryone(page, 'the form of a rule')
    await panel.getByRole('button', { name: 'Set the rule' }).click()
    await expect(panel.getByLabel('Why it is changed')).toBeFocused()
    await panel.getByLabel('Why it is changed').fill('The rule was read in the agency’s text')
    await panel.getByRole('button', { name: 'Set the rule' }).click()
    const holds = panel.getByRole('region', { name: 'What holds' })
    await expect(holds).toContainText('Own rule')
    await expect(holds).toContainText('2 oz per transaction')
    await expect(panel.getByRole('region', { name: 'History' })).toContainText(
      'The rule was read in the agency’s text',
    )
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
  })

  await test.step('the same basket is allowed, and a larger one is not', async () => {
    await check(page)
    await expect(verdict(page)).toContainText('Allowed')
    await expect(verdict(page).getByRole('list', { name: 'Room left' })).toContainText('1.8765 oz left')
    await page.getByLabel('Quantity').fill('17')
    await expect(verdict(page)).toContainText('Check it again')
    await check(page)
    await expect(verdict(page)).toContainText('Blocked')
    await expect(verdict(page).getByRole('list', { name: 'Room left' })).toContainText('0 oz left')
  })

  await test.step('an organisation may act on verified rules only', async () => {
    await view(page, 'How they apply')
    await page.getByLabel('Act on rules that are').selectOption('Verified only')
    await page.getByLabel('Holidays', { exact: true }).fill('2027-01-01')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('button', { name: 'Remove Jan 1, 2027' })).toBeVisible()
    await fitForEveryone(page, 'the settings')
    await view(page, 'Rules')
    const patients = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Purchase limit, patients', exact: true }) })
    await expect(patients).toContainText('Reported')
    await expect(patients).toContainText('shown, not applied')
  })

  await test.step('taken back, what held before holds again', async () => {
    await page.getByRole('button', { name: TOPIC, exact: true }).click()
    await panel.getByRole('button', { name: 'Withdraw' }).click()
    await panel.getByLabel('Why it is withdrawn').fill('Entered for the wrong state')
    await panel.getByRole('button', { name: 'Withdraw the rule' }).click()
    await expect(panel.getByRole('region', { name: 'History' })).toContainText('Entered for the wrong state')
    await expect(panel.getByRole('region', { name: 'What holds' })).toContainText('Unverified')
    await panel.getByRole('button', { name: 'Close' }).first().click()
    await view(page, 'Try a basket')
    await page.getByLabel('Quantity').fill('1')
    await check(page)
    await expect(verdict(page)).toContainText('Blocked')
    await expect(verdict(page).getByRole('list', { name: 'Reasons' })).toContainText('unverified')
  })
  await page.setViewportSize(PHONE)
  await open(page, '/compliance/rules')
  await fitForEveryone(page, 'the rules on a phone')
  expect(problems).toEqual([])
})

test('a licence that runs out is due, and is renewed', async ({ page }) => {
  test.setTimeout(PATIENCE)
  const { problems } = watch(page)
  await signUp(page, { organization: 'Columbine Dispensary', store: 'Columbine Denver', zone: ZONE })
  await open(page, '/compliance/calendar')
  const tile = (name: string) => page.getByRole('group', { name: 'Due' }).getByRole('button', { name })
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })
  const panel = page.getByRole('dialog')

  await test.step('nothing is entered yet', async () => {
    await expect(page.getByText('No papers entered yet')).toBeVisible()
    await fitForEveryone(page, 'the empty calendar')
  })

  await test.step('a licence and a badge are added', async () => {
    await page.getByRole('button', { name: 'Add' }).first().click()
    await panel.getByLabel('Number').fill('402R-77001')
    await panel.getByLabel('Issued by').fill('Marijuana Enforcement Division')
    await panel.getByLabel('Issued on').fill(inDays(-360))
    await panel.getByLabel('Expires on').fill(inDays(5))
    await fitForEveryone(page, 'the form of a licence')
    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(panel).toBeHidden()
    await expect(row('402R-77001')).toContainText('Runs out in 5 days')
    await expect(tile('Within 7 days')).toContainText('1')

    await page.getByRole('button', { name: 'Add' }).first().click()
    await panel.getByRole('button', { name: 'Badge' }).click()
    await panel.getByLabel('Person').selectOption('Jordan Vale')
    await expect(panel.getByLabel('Holder')).toHaveValue('Jordan Vale')
    await panel.getByLabel('Number').fill('B-10044')
    await panel.getByLabel('Issued by').fill('Marijuana Enforcement Division')
    await panel.getByLabel('Expires on').fill(inDays(-2))
    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(row('B-10044')).toContainText('Expired 2 days ago')
  })

  await test.step('a step shows its own only', async () => {
    await tile('Within 7 days').click()
    await expect(row('B-10044')).toBeHidden()
    await expect(row('402R-77001')).toBeVisible()
    await tile('Within 7 days').click()
    await expect(row('B-10044')).toBeVisible()
  })

  await test.step('the licence is renewed', async () => {
    await page.getByRole('button', { name: 'Licence 402R-77001' }).press('Enter')
    await fitForEveryone(page, 'the panel of a licence')
    await panel.getByRole('button', { name: 'Renew' }).click()
    await panel.getByLabel('Number').fill('402R-77001-B')
    await panel.getByLabel('Expires on').fill(inDays(370))
    await panel.getByRole('button', { name: 'Put it in its place' }).click()
    await expect(panel).toBeHidden()
    await expect(row('402R-77001-B')).toContainText('Runs out in 370 days')
    await expect(tile('Within 7 days')).toContainText('0')
    await page.getByLabel('Status').selectOption('Renewed')
    await expect(row('402R-77001')).toHaveCount(1)
    await page.getByLabel('Status').selectOption('In force')
  })

  await test.step('the badge is retired with a reason', async () => {
    await page.getByRole('button', { name: 'Badge B-10044' }).click()
    await panel.getByRole('button', { name: 'Retire' }).click()
    await panel.getByLabel('Why it is retired').fill('Left the company')
    await panel.getByRole('button', { name: 'Retire it' }).click()
    await expect(panel).toBeHidden()
    await expect(tile('Overdue')).toContainText('0')
  })
  await page.setViewportSize(PHONE)
  await open(page, '/compliance/calendar')
  await fitForEveryone(page, 'the calendar on a phone')
  expect(problems).toEqual([])
})
