import { expect, test, type Locator, type Page } from '@playwright/test'
import * as dutchie from '@suite/dutchie/simulator'
import * as metrc from '@suite/metrc/simulator'
import { fitForEveryone, open, watch } from './screens.ts'
import { ask, figure, PATIENCE, signUp } from './shop.ts'

const PHONE = { width: 390, height: 844 }
const ZONE = 'America/Denver'
const LICENCE = '402R-55501'
const DAY = 86_400_000
const TAGS = ['1A4060300003EE1000000901', '1A4060300003EE1000000902', '1A4060300003EE1000000903'] as const
const [UNREPORTED, DOUBLED, FINE] = TAGS
const STORE = 'Larkspur Golden'
/** The one `signUp` takes. */
const PASSWORD = 'long-enough-password'

interface Detail {
  readonly state: string
  readonly closedHow: string | null
}

/**
 * A till and a register that agree on three packages but for two things, both long past: a sale the state was never told,
 * and one it was told twice.
 */
const disagreeing = async () => {
  const opened = new Date(Date.now() - 20 * DAY)
  const soldAt = new Date(Date.now() - 10 * DAY)
  const shop = dutchie.emptyDutchieState({}, 3)
  const place = dutchie.addLocation(shop, { name: STORE, licence: LICENCE, zone: ZONE, region: 'CO' })
  dutchie.addKey(shop, place, dutchie.DEMO_KEY)
  const product = dutchie.addProduct(
    shop,
    place,
    { sku: 'BG-100', name: 'Berry Gummies 100 mg', category: 'Edibles', price: 20, cost: 8, unit: 'ea' },
    opened,
  )
  const state = metrc.emptyMetrcState()
  metrc.addFacility(state, { licence: LICENCE, name: STORE, zone: ZONE }, opened)
  state.vendorKeys.add(metrc.DEMO_KEYS.vendorKey)
  metrc.addUser(state, { key: metrc.DEMO_KEYS.userKey, name: 'Dana Demo', licences: [LICENCE] })
  const item = metrc.addItem(
    state,
    LICENCE,
    { Name: 'Berry Gummies 100 mg', ProductCategoryName: 'Infused Edibles' },
    opened,
  )
  const numbers = new Map<string, string>()
  for (const tag of TAGS) {
    metrc.addPackage(state, LICENCE, { Label: tag, Item: item, Quantity: 100 }, opened)
    const held = dutchie.addPackage(shop, place, { productId: product.id, quantity: 100, tag }, opened)
    const sale = dutchie.sell(shop, place, { soldAt, lines: [{ packageId: held.id, quantity: 3 }] })
    numbers.set(tag, String(sale.id))
  }
  const receiptOf = (tag: string): string => numbers.get(tag) ?? ''
  const report = (tag: string) => {
    const lines = [{ tag, quantity: 3, unit: 'Each', amount: 60 }]
    return metrc.addReceipt(state, LICENCE, { number: receiptOf(tag), soldAt, lines }, soldAt)
  }
  report(FINE)
  report(DOUBLED)
  const again = report(DOUBLED)
  return {
    receiptOf,
    /** Strikes the second report out, as a person does in the state's own screens. */
    mend: () => metrc.voidReceipt(state, again, new Date()),
    till: await dutchie.startDutchieSimulator({ state: shop }),
    register: await metrc.startMetrcSimulator({ state }),
  }
}

const connect = async (
  page: Page,
  vendor: {
    readonly value: string
    readonly name: string
    readonly fields: Readonly<Record<string, string>>
  },
): Promise<void> => {
  await page.getByRole('button', { name: 'Connect' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('System').selectOption(vendor.value)
  for (const [label, value] of Object.entries(vendor.fields)) await dialog.getByLabel(label).fill(value)
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('region', { name: vendor.name })).toBeVisible()
}

/** Asks every connection for what is new, and waits until each has answered since. */
const pullAll = async (page: Page): Promise<void> => {
  const connections = async () =>
    (
      await ask<{ items: { id: string; lastSuccessAt: string | null; queued: boolean }[] }>(
        page,
        '/connections',
      )
    ).items
  const since = new Date().toISOString()
  for (const { id } of await connections()) {
    const reply = await page.request.post(`/api/v1/connections/${id}/pull`, { data: {} })
    expect(reply.ok(), `a pull is asked for: ${reply.status()}`).toBe(true)
  }
  await expect
    .poll(async () => (await connections()).every(({ lastSuccessAt }) => (lastSuccessAt ?? '') > since), {
      timeout: PATIENCE,
    })
    .toBe(true)
}

/** Presses "compare now" on the home of compliance and waits for what it says in the end. */
const compare = async (page: Page): Promise<Locator> => {
  await open(page, '/compliance')
  await page.getByRole('button', { name: `Compare now at ${STORE}` }).click()
  const said = page.getByRole('region', { name: 'Last reconciliation' }).getByText(/^Compared \d+ packages/)
  await expect(said).toBeVisible({ timeout: PATIENCE })
  return said
}

const line = (page: Page, tag: string): Locator =>
  page.getByRole('list', { name: 'Discrepancies' }).getByRole('listitem').filter({ hasText: tag })

test('two planted discrepancies are found, one is mended and verified, and the reconciliation is signed', async ({
  page,
}) => {
  test.setTimeout(PATIENCE * 2)
  const { till, register, mend, receiptOf } = await disagreeing()
  await signUp(page, { organization: 'Larkspur Reconciled', store: STORE, zone: ZONE })
  const { problems } = watch(page)

  await test.step('before anything is connected, the screens say so', async () => {
    await open(page, '/compliance')
    await expect(page.getByText('Nothing is due')).toBeVisible()
    await expect(page.getByText('Never compared.')).toBeVisible()
    await open(page, '/compliance/reconciliations')
    await expect(page.getByText('Nothing was compared yet')).toBeVisible()
  })

  await test.step('till and register are connected', async () => {
    await page.goto('/settings/connections')
    await connect(page, {
      value: 'metrc',
      name: 'Metrc',
      fields: {
        'Facility licence number': LICENCE,
        Address: register.url,
        'Integrator (vendor) key': metrc.DEMO_KEYS.vendorKey,
        'User key': metrc.DEMO_KEYS.userKey,
      },
    })
    await connect(page, {
      value: 'dutchie',
      name: 'Dutchie',
      fields: { Address: till.url, 'Location API key': dutchie.DEMO_KEY },
    })
    for (const name of ['Metrc', 'Dutchie'])
      await expect(page.getByRole('region', { name }).getByText('Working', { exact: true })).toBeVisible({
        timeout: PATIENCE,
      })
  })

  await test.step('what was planted is found, and nothing else', async () => {
    await expect(await compare(page)).toContainText('Compared 3 packages')
    await expect(figure(page, 'Discrepancies')).toHaveText('2')
    const due = page.getByRole('region', { name: 'Due', exact: true })
    await expect(due.getByRole('listitem')).toHaveCount(2)
    await expect(due.locator('time').first()).toContainText(/left/)
    await expect(page.getByRole('list', { name: `Sources of ${STORE}` }).getByRole('listitem')).toHaveCount(4)
    await fitForEveryone(page, 'the home of compliance')
  })

  await test.step('the list says in plain words what each is, and answers the keyboard', async () => {
    await page.getByRole('link', { name: 'Reconciliation', exact: true }).click()
    await expect(line(page, UNREPORTED)).toContainText('Sale not reported')
    await expect(line(page, DOUBLED)).toContainText('Reported twice')
    await expect(line(page, FINE)).toHaveCount(0)
    await line(page, DOUBLED)
      .getByRole('button', { name: /Reported twice/ })
      .click()
    await expect(page.getByRole('dialog')).toContainText('more than once')
    await page.keyboard.press('Escape')
    await page.getByLabel('Class').selectOption('Reported twice')
    await expect(line(page, UNREPORTED)).toHaveCount(0)
    await fitForEveryone(page, 'the list')
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/compliance\/discrepancies\/[0-9a-f-]{36}$/)
  })

  const id = page.url().split('/').at(-1) ?? ''
  const settled = () => ask<Detail>(page, `/compliance/discrepancies/${id}`)
  await test.step('its page shows the sides, the deadline and the smallest correction', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      `Receipt ${receiptOf(DOUBLED)} is with the state more than once`,
    )
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await expect(evidence.getByRole('list', { name: 'Events in order' }).getByRole('listitem')).toHaveCount(2)
    await expect(figure(page, 'Off by')).toHaveText('−3 each')
    await expect(page.getByRole('region', { name: 'Proposed correction' })).toContainText(
      'Strike out receipt',
    )
    await expect(page.getByRole('region', { name: 'Deadline' })).toContainText(/From a rule|Cautious default/)
    await fitForEveryone(page, 'a discrepancy')
  })

  await test.step('somebody takes it on', async () => {
    await page.getByRole('button', { name: 'Assign' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Person')).toContainText('Myself')
    await dialog.getByRole('button', { name: 'Assign' }).click()
    await expect(page.getByRole('region', { name: 'History' })).toContainText('For Jordan Vale.')
    await open(page, '/compliance/discrepancies?show=mine')
    await expect(line(page, DOUBLED)).toContainText('with Jordan Vale')
    await expect(line(page, UNREPORTED)).toHaveCount(0)
    await line(page, DOUBLED).getByRole('link').click()
  })

  await test.step('it is mended in the state’s system, and said to be', async () => {
    await page.getByRole('button', { name: 'Put right by hand' }).click()
    const dialog = page.getByRole('dialog', { name: 'Put right by hand' })
    await expect(dialog).toContainText('next reading')
    await dialog.getByLabel('What was done').fill('Second receipt struck out in Metrc')
    await fitForEveryone(page, 'the dialog of a correction')
    mend()
    await dialog.getByRole('button', { name: 'It is put right' }).click()
    await expect(page.getByText('verifies it; until then it stays on the list')).toBeVisible()
    expect((await settled()).state).toBe('awaiting_verification')
  })

  await test.step('the next reading of both verifies it; the other stays', async () => {
    await expect(async () => {
      await pullAll(page)
      await compare(page)
      expect(await settled()).toMatchObject({ state: 'resolved', closedHow: 'verified' })
    }).toPass({ timeout: PATIENCE })
    await open(page, `/compliance/discrepancies/${id}`)
    await expect(page.getByText(/^Verified: a reading after the correction/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Put right by hand' })).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'History' })).toContainText(
      'Second receipt struck out in Metrc',
    )
    await page.getByRole('link', { name: 'Discrepancies' }).click()
    await expect(line(page, UNREPORTED)).toContainText('Sale not reported')
    await expect(line(page, DOUBLED)).toHaveCount(0)
    await page.getByRole('button', { name: 'Closed' }).click()
    await expect(line(page, DOUBLED)).toContainText('Put right')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByLabel('Package tag').fill(UNREPORTED)
    await expect(line(page, UNREPORTED)).toBeVisible()
    await page.getByLabel('Package tag').fill(FINE)
    await expect(page.getByText('Nothing fits')).toBeVisible()
  })

  await test.step('the reconciliation is signed, once', async () => {
    await open(page, '/compliance/reconciliations')
    await fitForEveryone(page, 'the reconciliations')
    await page.getByRole('table', { name: 'Reconciliations' }).getByRole('button').first().click()
    const panel = page.getByRole('dialog')
    await expect(panel.getByRole('region', { name: 'What it could see' })).toContainText(
      'Receipts of the state',
    )
    await expect(panel.getByRole('region', { name: 'Open by class' })).toContainText('Sale not reported')
    await panel.getByLabel('Note').fill('One sale is known and being reported.')
    await fitForEveryone(page, 'a reconciliation')
    await panel.getByRole('button', { name: 'Sign off' }).click()
    await expect(panel).toContainText('Signed by Jordan Vale')
    await expect(panel).toContainText('One sale is known and being reported.')
    await expect(panel.getByRole('button', { name: 'Sign off' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('row').nth(1)).toContainText('Signed')
  })

  await test.step('the sale is told to the state by the product, once, and verified', async () => {
    await open(page, `/compliance/discrepancies?tag=${UNREPORTED}`)
    await line(page, UNREPORTED).getByRole('link').first().click()
    const card = page.getByRole('region', { name: 'Proposed correction' })
    await card.getByRole('button', { name: 'Correct it at the state' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Writing over this connection is off')
    await fitForEveryone(page, 'what will be written')
    await dialog.getByLabel('Your password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Send it' }).click()
    await expect(card).toContainText('Writing over this connection is off', { timeout: PATIENCE })
    expect(register.state.receipts.all()).toHaveLength(3)

    await page.goto('/settings/connections')
    await page.getByRole('region', { name: 'Metrc' }).getByRole('button', { name: 'Turn on' }).click()
    const asked = page.getByRole('dialog')
    await asked.getByLabel('Why').fill('Corrections go out from here')
    await asked.getByLabel('Your password').fill(PASSWORD)
    await asked.getByRole('button', { name: 'Turn on' }).click()
    await expect.poll(() => register.state.receipts.all().length, { timeout: PATIENCE }).toBe(4)
    await expect(async () => {
      await pullAll(page)
      await compare(page)
      const { items } = await ask<{ items: unknown[] }>(page, '/compliance/discrepancies')
      expect(items).toEqual([])
    }).toPass({ timeout: PATIENCE })
  })

  await test.step('all of it fits a phone', async () => {
    await page.setViewportSize(PHONE)
    for (const path of [
      '/compliance',
      '/compliance/discrepancies',
      `/compliance/discrepancies/${id}`,
      '/compliance/reconciliations',
    ]) {
      await open(page, path)
      await fitForEveryone(page, `${path} on a phone`)
    }
  })
  expect(problems).toEqual([])
  await till.stop()
  await register.stop()
})
