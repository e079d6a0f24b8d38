import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import * as metrc from '@suite/metrc/simulator'
import { startTestApp, TEST_PASSWORD, type TestApp, type TestCaller } from './testing/test-app.ts'

const LICENCE = '402R-00088'
const TAG = '1A4060300003EE1000000881'
const HOUR = 3_600_000

let app: TestApp
let owner: TestCaller
let admin: pg.Client
let register: metrc.MetrcSimulator
beforeAll(async () => {
  const opened = new Date(Date.now() - 48 * HOUR)
  const state = metrc.emptyMetrcState()
  metrc.addFacility(state, { licence: LICENCE, name: 'Main Street', zone: 'America/Denver' }, opened)
  state.vendorKeys.add(metrc.DEMO_KEYS.vendorKey)
  metrc.addUser(state, { key: metrc.DEMO_KEYS.userKey, name: 'Dana', licences: [LICENCE] })
  const item = metrc.addItem(
    state,
    LICENCE,
    { Name: 'Gummies', ProductCategoryName: 'Infused Edibles' },
    opened,
  )
  metrc.addPackage(state, LICENCE, { Label: TAG, Item: item, Quantity: 100 }, opened)
  register = await metrc.startMetrcSimulator({ state })
  app = await startTestApp({ ROLES: 'api,worker' })
  owner = await app.signUp('Reporting')
  admin = new pg.Client({ connectionString: app.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await app.close()
  await register.stop()
})

const PRODUCT = newId()
/** What a till told of a sale. */
const sell = async (number: string, tag: string): Promise<string> => {
  const [id, at] = [newId(), new Date(Date.now() - HOUR)]
  const place = [owner.organizationId, id, owner.storeId]
  await admin.query(
    `insert into app.receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day)
     values ($1, $2, $3, 'dutchie', $4, 'sale', $5, $5::timestamptz::date)`,
    [...place, number, at],
  )
  await admin.query(
    `insert into app.receipt_lines (organization_id, receipt_id, store_id, fingerprint, occurrence, product_id, occurred_at,
       business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
     values ($1, $2, $3, $4, 1, $5, $6, $6::timestamptz::date, 'sale', 3, 'each', 20, 6000, 6000, $7, $4)`,
    [...place, newId(), PRODUCT, at, tag],
  )
  return id
}
const connect = async (): Promise<string> => {
  const made = await owner.ask('POST', '/connections', {
    storeId: owner.storeId,
    vendor: 'metrc',
    name: 'Metrc',
    settings: { licence: LICENCE, baseUrl: register.url },
    credentials: metrc.DEMO_KEYS,
  })
  expect(made.statusCode).toBe(201)
  return made.json<{ id: string }>().id
}
const numbersAtState = () => register.state.receipts.all().map((row) => row.ExternalReceiptNumber)
const reporting = async () =>
  (await owner.ask('GET', `/compliance/receipts/reporting?storeId=${owner.storeId}`)).json<{
    reporter: string
    refused: number
    possible: boolean
  }>()

it('sales go to the state by themselves once a person has handed reporting over with the password', async () => {
  const hand = (password: string) =>
    owner.ask('POST', '/compliance/receipts/reporter', {
      storeId: owner.storeId,
      reporter: 'suite',
      since: new Date(Date.now() - 24 * HOUR).toISOString(),
      reason: 'The till no longer reports',
      password,
    })
  expect((await hand(TEST_PASSWORD)).json()).toMatchObject({ code: 'cannot_report' })
  const connectionId = await connect()
  // what a first back-fill of two years would bring in time
  await admin.query(
    `insert into app.mirror_packages (organization_id, connection_id, store_id, side, tag, quantity, unit, active,
       last_modified, seen_at)
     values ($1, $2, $3, 'state', $4, 100, 'Each', true, now(), now()) on conflict do nothing`,
    [owner.organizationId, connectionId, owner.storeId, TAG],
  )
  await admin.query(
    `insert into app.products (organization_id, id, sku, name, unit, price, category)
     values ($1, $2, 'SKU-1', 'Gummies', 'each', 20, 'edibles')`,
    [owner.organizationId, PRODUCT],
  )
  await sell('R-1', TAG)
  const unlisted = await sell('R-2', `${TAG}9`)
  expect((await hand('not the password')).json()).toMatchObject({ code: 'wrong_password' })
  expect(await reporting()).toMatchObject({ reporter: 'till', possible: true })
  expect((await hand(TEST_PASSWORD)).statusCode).toBe(200)
  await expect.poll(async () => (await reporting()).refused, { timeout: 30_000 }).toBe(1)
  expect(numbersAtState()).toEqual([])
  const switched = await owner.ask('POST', `/connections/${connectionId}/writes`, {
    enabled: true,
    reason: 'Sales are to be reported',
    password: TEST_PASSWORD,
  })
  expect(switched.statusCode).toBe(200)
  await expect.poll(numbersAtState, { timeout: 30_000 }).toEqual(['R-1'])
  expect(metrc.packageByTag(register.state, TAG)?.Quantity).toBe(97)
  const again = await owner.ask('POST', '/compliance/receipts/requeue', {
    storeId: owner.storeId,
    receiptIds: [unlisted],
  })
  expect(again.json()).toMatchObject({ queued: 0, left: [{ why: expect.stringMatching(/does not list/) }] })
  const shown = await owner.ask('GET', `/compliance/receipts?storeId=${owner.storeId}&show=attention`)
  expect(shown.json()).toMatchObject({ items: [{ number: 'R-2', standing: 'failed', bySuite: true }] })
})
