import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import {
  addKey,
  addVendor,
  changeCustomer,
  changeProduct,
  DEMO_KEY,
  smallShop,
  startDutchieSimulator,
  type DutchieSimulator,
  type SimOrder,
} from '@suite/dutchie/simulator'
import { createSend, localLimiter } from '@suite/outbound'
import {
  cancelPurchaseOrder,
  products,
  purchaseOrder,
  purchaseOrders,
  receiveDelivery,
} from '@suite/purchasing'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, beginAt, pullConnection } from '../../index.ts'
import { rereadRaw } from '../../pulling/reread.ts'
import { dutchieAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const DAY = 86_400_000
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...dutchieAdapter,
  streams: dutchieAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}
const adapters = new Map([['dutchie', adapter]] as const)

let shops: Awaited<ReturnType<typeof testShops>>
beforeAll(async () => {
  shops = await testShops()
})
afterAll(() => shops.close())

/** A shop whose till is Dutchie, and what is done in both. */
const connected = async (options: { key?: string; cutOver?: Date } = {}) => {
  const shop = await shops.open()
  const dutchie = await startDutchieSimulator({ state: smallShop(NOW, 5), start: NOW, seed: 5 })
  const [location] = dutchie.state.locations.values()
  if (location === undefined) throw new Error('the shop has no location')
  addKey(dutchie.state, location, 'sales-only', { scopes: ['Reporting', 'Inventory'] })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, {
      storeId: shop.storeId,
      name: 'Dutchie',
      settings: { baseUrl: dutchie.url },
      credentials: { locationKey: options.key ?? DEMO_KEY },
    }),
  )
  const { cutOver } = options
  if (cutOver !== undefined)
    await shop.write(async (tx) => {
      await beginAt(tx, id, adapter, cutOver)
      // begun by the clock of the simulator
      await sql`update connection_streams set backfill_until = ${NOW}`.execute(tx.db)
    })
  return { shop, dutchie, location, id, ...ordersOf(dutchie), settle: settler(shop, dutchie, id) }
}

const settler = (shop: Shop, dutchie: DutchieSimulator, id: string) => async (): Promise<void> => {
  const send = createSend({ limiter: localLimiter(), retries: 3, sleep: () => Promise.resolve() })
  for (let tries = 0; tries < 30; tries += 1) {
    dutchie.clock.advance(360_000)
    await shop.write((tx) =>
      sql`update connection_streams set next_due_at = ${dutchie.clock.now()}`.execute(tx.db),
    )
    const outcome = await pullConnection(
      {
        database: shops.database,
        enqueue: shop.deps.enqueue,
        sealer,
        adapters,
        log: { info: nothing, warn: nothing, error: nothing } as never,
        now: () => dutchie.clock.now(),
        send,
      },
      shop.context,
      id,
      new AbortController().signal,
    )
    if (outcome.status === 'done') return
  }
  throw new Error('it never settled')
}

const ordersOf = (dutchie: DutchieSimulator) => {
  const [location] = dutchie.state.locations.values()
  const [product] = location?.products.rows() ?? []
  const [vendorId = 0] = location?.vendors.keys() ?? []
  const order = (fields: Partial<SimOrder> = {}): SimOrder => {
    const id = fields.id ?? dutchie.state.nextId()
    const made: SimOrder = {
      id,
      number: 1042,
      vendorId,
      title: 'Spring restock',
      status: 'Open',
      createdAt: dutchie.clock.now().getTime() - DAY,
      expectedArrival: '2026-04-27T00:00:00',
      dateReceived: null,
      shipping: null,
      contact: null,
      items: [item(24, 336), item(6, 84)],
      ...fields,
    }
    location?.orders.put(made, dutchie.clock.now().getTime())
    return made
  }
  const item = (quantity: number, subtotal: number, productId = product?.id ?? 0) => ({
    id: dutchie.state.nextId(),
    productId,
    quantity,
    unitId: 2,
    subtotal,
    tax: 0,
  })
  return { order, item, sku: product?.sku ?? '' }
}

const listed = async (shop: Shop) =>
  (await shop.read((read) => purchaseOrders(read, { limit: 50 }))).items.map((order) => ({
    tillNumber: order.tillNumber,
    status: order.status,
  }))
const onOrder = async (shop: Shop, sku: string) =>
  (await shop.read((read) => products(read, { limit: 50, sort: 'name' }))).items.find(
    (product) => product.sku === sku,
  )?.onOrder

it('counts what is ordered in the till as on order, follows it to its receipt and lets nobody change it here', async () => {
  const { shop, settle, order, sku, dutchie } = await connected()
  const made = order()
  await settle()
  expect(await onOrder(shop, sku)).toBe('30')
  const [row] = (await shop.read((read) => purchaseOrders(read, { limit: 50 }))).items
  if (row === undefined) throw new Error('no order came')
  const detail = await shop.read((read) => purchaseOrder(read, row.id))
  expect(detail).toMatchObject({
    origin: 'till',
    tillName: 'Dutchie',
    tillNumber: '1042',
    status: 'sent',
    vendorName: 'High Plains Cultivation',
    expectedOn: '2026-04-27',
    note: 'Spring restock',
    totalMinor: 42_000,
    lines: [{ quantity: '30', unitCost: '14', openQuantity: '30' }],
  })
  await expect(
    shop.write((tx) => cancelPurchaseOrder(tx, { id: row.id, now: dutchie.clock.now() })),
  ).rejects.toMatchObject({ code: 'till_order' })

  await settle()
  expect((await shop.read((read) => purchaseOrder(read, row.id))).version).toBe(detail.version)

  order({ ...made, items: [{ ...made.items[0]!, quantity: 12, subtotal: 168 }] })
  await settle()
  expect(await onOrder(shop, sku)).toBe('12')

  order({ ...made, dateReceived: '2026-04-20T00:00:00', status: 'Received' })
  await settle()
  expect(await onOrder(shop, sku)).toBe('0')
  expect(await shop.read((read) => purchaseOrder(read, row.id))).toMatchObject({
    number: row.number,
    status: 'received',
    lines: [{ receivedQuantity: '30', openQuantity: '0' }],
  })
  await dutchie.stop()
})

it('keeps drafts as drafts, cancels what the till gave up or no longer has, and survives its troubles', async () => {
  const { shop, settle, order, item, location, dutchie } = await connected()
  dutchie.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'doubled_rows', share: 0.4 },
    { kind: 'shuffled_rows', share: 0.4 },
  ])
  order({ number: 1, status: 'Draft' })
  const given = order({ number: 2 })
  const gone = order({ number: 3 })
  order({ number: 4, items: [item(5, 50), item(9, 90, 999_999)] })
  order({ number: 5, status: 'Partially Received' })
  await settle()
  const five = await listed(shop)
  expect(five).toHaveLength(5)
  expect(five).toEqual(
    expect.arrayContaining([
      { tillNumber: '1', status: 'draft' },
      { tillNumber: '2', status: 'sent' },
      { tillNumber: '3', status: 'sent' },
      { tillNumber: '4', status: 'sent' },
      { tillNumber: '5', status: 'partly_received' },
    ]),
  )
  expect(
    await shop.rows(sql`select code, reason from pull_refusals where stream = 'purchaseOrders'`),
  ).toEqual([{ code: 'order_lines_left_out', reason: expect.stringContaining('Purchase order 4:') }])
  order({ ...given, status: 'Cancelled' })
  // far enough back that the till lists it no more
  location.orders.put({ ...gone, createdAt: NOW.getTime() - 200 * DAY }, dutchie.clock.now().getTime())
  await settle()
  expect(await listed(shop)).toEqual(
    expect.arrayContaining([
      { tillNumber: '2', status: 'cancelled' },
      { tillNumber: '3', status: 'cancelled' },
      { tillNumber: '4', status: 'sent' },
    ]),
  )
  await dutchie.stop()
})

it('leaves goods of a till’s order to the till when a manifest comes', async () => {
  const { shop, settle, order, sku, dutchie } = await connected()
  order()
  await settle()
  const [product] = await shop.rows<{ id: string }>(sql`select id from products where sku = ${sku}`)
  await shop.write((tx) =>
    receiveDelivery(tx, {
      storeId: shop.storeId,
      productId: product?.id ?? '',
      quantity: '10',
      unitCost: '14',
      lotCode: 'A',
      packageTag: '1A4060300003EE1000099999',
      expiresOn: null,
      shipperLicence: '403R-00007',
      manifest: '0000012345',
      now: dutchie.clock.now(),
    }),
  )
  expect(await onOrder(shop, sku)).toBe('30')
  await dutchie.stop()
})

it('takes of what was written before the cut-over only what is still open', async () => {
  const { shop, settle, order, dutchie } = await connected({ cutOver: new Date(NOW.getTime() - 5 * DAY) })
  const createdAt = NOW.getTime() - 20 * DAY
  order({ number: 1, createdAt, status: 'Received' })
  order({ number: 2, createdAt })
  order({ number: 3, status: 'Received' })
  await settle()
  expect((await listed(shop)).toSorted((a, b) => Number(a.tillNumber) - Number(b.tillNumber))).toEqual([
    { tillNumber: '2', status: 'sent' },
    { tillNumber: '3', status: 'received' },
  ])
  await dutchie.stop()
})

it('adds new vendors, ties those that stand by licence or name, and changes nothing a person wrote', async () => {
  const { shop, settle, location, dutchie } = await connected()
  addVendor(dutchie.state, location, {
    name: 'Northside',
    licence: '403R-00009',
    email: 'till@north.example',
  })
  addVendor(dutchie.state, location, { name: 'GREEN valley', licence: '403R-00010' })
  await shop.write((tx) =>
    sql`insert into vendors (organization_id, id, name, licence_number, email, lead_time_days) values
      (${shop.organizationId}, gen_random_uuid(), 'Northside Distribution', '403R-00009', 'buy@north.example', 12),
      (${shop.organizationId}, gen_random_uuid(), 'Green Valley', null, null, 3)`.execute(tx.db),
  )
  const vendors = () =>
    shop.rows(sql`
      select v.name, v.licence_number, v.email, v.lead_time_days, count(i.external_id)::int as ties from vendors v
      left join vendor_identities i on i.vendor_id = v.id group by 1, 2, 3, 4 order by 1`)
  await settle()
  const after = [
    { name: 'Green Valley', licence_number: '403R-00010', email: null, lead_time_days: 3, ties: 1 },
    {
      name: 'High Plains Cultivation',
      licence_number: '403R-00007',
      email: null,
      lead_time_days: 7,
      ties: 1,
    },
    {
      name: 'Northside Distribution',
      licence_number: '403R-00009',
      email: 'buy@north.example',
      lead_time_days: 12,
      ties: 1,
    },
  ]
  expect(await vendors()).toEqual(after)
  await shop.write((tx) =>
    sql`update vendors set name = 'Green Valley Farms', licence_number = '403R-1', email = 'me@gv.example'
      where name = 'Green Valley'`.execute(tx.db),
  )
  await settle()
  expect(await vendors()).toEqual([
    { ...after[0], name: 'Green Valley Farms', licence_number: '403R-1', email: 'me@gv.example' },
    ...after.slice(1),
  ])
  await dutchie.stop()
})

it('keeps of customers what is decided by and nothing of who they are', async () => {
  const { shop, settle, location, dutchie, id } = await connected()
  const [first, second] = location.customers.rows()
  const known = () =>
    shop.rows(sql`
      select external_id, is_medical, marketing_consent, merged_into from till_customers
      where external_id in (${String(first?.id)}, ${String(second?.id)}) order by external_id::int`)
  const secret = {
    firstName: 'Wilhelmina',
    lastName: 'Featherstonehaugh',
    email: 'wil@featherstone.example',
    phone: '303-555-0147',
    birthDate: '1981-02-03',
    medicalCard: 'MMJ-77123',
  }
  changeCustomer(location, first?.id ?? 0, { ...secret, marketing: true }, dutchie.clock.now())
  await settle()
  expect(await shop.rows(sql`select count(*)::int as count from till_customers`)).toEqual([
    { count: [...location.customers.rows()].filter(({ anonymous }) => !anonymous).length },
  ])
  changeCustomer(location, first?.id ?? 0, { marketing: false }, dutchie.clock.now())
  changeCustomer(location, second?.id ?? 0, { mergedInto: first?.id ?? 0 }, dutchie.clock.now())
  await settle()
  const standing = [
    { external_id: String(first?.id), is_medical: true, marketing_consent: false, merged_into: null },
    { external_id: String(second?.id), is_medical: false, merged_into: String(first?.id) },
  ]
  expect(await known()).toMatchObject(standing)

  const kept = await shop.rows<{ content: Buffer }>(
    sql`select content from raw_pages where stream = 'customers'`,
  )
  const text = kept.map(({ content }) => gunzipSync(content).toString('utf8')).join('')
  expect(text).toContain('"mmjidNumber":"on file"')
  for (const word of Object.values(secret)) expect(text).not.toContain(word)

  const everyone = () => shop.rows(sql`select * from till_customers order by external_id`)
  const before = await everyone()
  await rereadRaw(
    { database: shops.database, enqueue: shop.deps.enqueue, adapters },
    shop.context,
    id,
    new AbortController().signal,
  )
  expect(await everyone()).toEqual(before)
  await shop.write((tx) => sql`delete from till_customers`.execute(tx.db))
  await rereadRaw(
    { database: shops.database, enqueue: shop.deps.enqueue, adapters },
    shop.context,
    id,
    new AbortController().signal,
  )
  expect(await everyone()).toEqual(before)

  const other = await shops.open()
  for (const table of ['till_customers', 'vendor_identities', 'purchase_orders'])
    expect(await other.rows(sql.raw(`select * from ${table}`))).toEqual([])
  await dutchie.stop()
})

it('keeps what a unit holds where the till says it, and changes nothing when told again', async () => {
  const { shop, settle, location, sku, dutchie } = await connected()
  const [first] = location.products.rows()
  changeProduct(location, first?.id ?? 0, { netWeight: 3.5 }, dutchie.clock.now())
  const held = () =>
    shop.rows(
      sql`select trim_scale(net_weight)::text as amount, net_weight_unit as unit, version from products where sku = ${sku}`,
    )
  await settle()
  const [before] = await held()
  expect(before).toMatchObject({ amount: '3.5', unit: 'g' })
  await settle()
  expect(await held()).toEqual([before])
  changeProduct(location, first?.id ?? 0, { netWeight: null }, dutchie.clock.now())
  await settle()
  expect(await held()).toMatchObject([{ amount: '3.5', unit: 'g' }])
  await dutchie.stop()
})

it('pulls sales though the key may read neither vendors nor orders, and says what it lacks', async () => {
  const { shop, settle, order, dutchie } = await connected({ key: 'sales-only' })
  order()
  await settle()
  expect((await shop.rows(sql`select from receipts`)).length).toBeGreaterThan(50)
  expect(await shop.rows(sql`select stream, code, reason from pull_refusals order by stream`)).toEqual([
    {
      stream: 'purchaseOrders',
      code: 'permission_missing',
      reason: expect.stringContaining('the permission “PurchaseOrder”'),
    },
    { stream: 'vendors', code: 'permission_missing', reason: expect.stringContaining('“Vendor”') },
  ])
  await dutchie.stop()
})
