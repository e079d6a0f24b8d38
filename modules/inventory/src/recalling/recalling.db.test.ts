import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../../test/shop.ts'
import { stockLot } from '../../test/stocking.ts'
import {
  countStock,
  finishRecall,
  holdRecall,
  holds,
  liftRecallHolds,
  noteLotSources,
  postReceiptMovements,
  productStock,
  recallCustomers,
  recallReport,
  recalls,
  startRecall,
  traceRecall,
  type RecallScope,
} from '../index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct({ cost: '5' })
})
afterAll(() => shops.close())

interface SoldLine {
  readonly quantity: string
  readonly tag?: string | null
  readonly product?: string
  readonly customer?: string | null
  readonly at?: Date
  readonly storeId?: string
}

/** A receipt of one line as sales leaves it behind: receipt, line and ledger. */
const sell = async ({
  quantity,
  tag = null,
  product = productId,
  customer = null,
  at,
  storeId,
}: SoldLine) => {
  const receipt = newId()
  const store = storeId ?? shop.storeId
  const kind = quantity.startsWith('-') ? 'return' : 'sale'
  await shop.write(async (tx) => {
    const clock = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(tx.db)
    const when = at?.toISOString() ?? clock.rows[0]?.now
    await sql`
      insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day, customer_ref)
      values (${shop.organizationId}, ${receipt}, ${store}, 'till', ${`R-${receipt}`}, ${kind}, ${when}, ${when}::date,
        ${customer})`.execute(tx.db)
    await sql`
      insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id, occurred_at,
        business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
      values (${shop.organizationId}, ${receipt}, ${newId()}, 1, ${store}, ${product}, ${when}, ${when}::date, ${kind},
        ${quantity}, 'each', 10, 1000, 1000, ${tag}, ${newId()})`.execute(tx.db)
    await postReceiptMovements(
      tx,
      store,
      sql`select ${product}::uuid as product_id, ${kind === 'sale' ? 'sell' : 'return'}::text as kind,
        -${quantity}::numeric as quantity, ${when}::timestamptz as occurred_at, ${receipt}::uuid as receipt_id,
        ${tag}::text as package_tag`,
    )
  })
  return receipt
}

const start = async (scope: RecallScope, kind: 'recall' | 'drill' = 'recall') =>
  (
    await shop.write((tx) =>
      startRecall(tx, { kind, title: 'Mould', reason: 'Failed retest', authority: 'DCC 24-113', scope }),
    )
  ).recallId
const trace = (recallId: string) => shop.write((tx) => traceRecall(tx, recallId))
const hold = (recallId: string) => shop.write((tx) => holdRecall(tx, recallId))
const finish = (recallId: string) => shop.write((tx) => finishRecall(tx, { recallId, outcome: 'Done' }))
const report = (recallId: string) => shop.read((read) => recallReport(read, recallId))
const customers = async (recallId: string, certainty?: 'named' | 'possible') =>
  (await shop.read((read) => recallCustomers(read, { recallId, certainty, limit: 50 }))).items
const stock = () => shop.read((read) => productStock(read, { storeId: shop.storeId, productId }))
const secondStore = async (): Promise<string> => {
  const id = newId()
  await shop.write((tx) =>
    sql`insert into stores (organization_id, id, name, state, time_zone) values (${shop.organizationId}, ${id}, 'Aurora',
      'CO', 'America/Denver')`.execute(tx.db),
  )
  return id
}
const goods = async (recallId: string) =>
  (await report(recallId)).goods
    .map((each) => each.packageTag ?? each.lotCode ?? each.productName ?? '')
    .toSorted((a, b) => (a < b ? -1 : 1))

describe('a recall', () => {
  it('leads from a package to its shelf, receipts and customers, and quarantines it in one step', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', lotCode: 'H7' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', lotCode: 'H8', expiresOn: '2027-01-01' })
    await sell({ quantity: '3', tag: 'TAG-1', customer: 'C-1' })
    await sell({ quantity: '2', tag: 'TAG-1', customer: 'C-2' })
    await sell({ quantity: '-1', tag: 'TAG-1', customer: 'C-2' })
    await sell({ quantity: '1', tag: 'TAG-1' })
    await sell({ quantity: '4', tag: 'TAG-2', customer: 'C-3' })
    const named = await sell({ quantity: '1', customer: 'C-4' })
    const recallId = await start({ by: 'package_tag', values: ['TAG-1'] })
    await expect(hold(recallId)).rejects.toMatchObject({ code: 'not_traced' })
    expect(await trace(recallId)).toEqual({ added: 1, items: 1 })
    await expect(finish(recallId)).rejects.toMatchObject({ code: 'not_held' })
    expect(await hold(recallId)).toEqual({ held: 1, wouldHold: 0 })
    expect(await stock()).toMatchObject({ onHand: '10', held: '5', available: '5' })
    const found = await report(recallId)
    expect(found).toMatchObject({
      totals: {
        stores: 1,
        items: 1,
        onHand: '5',
        sold: '5',
        possiblySold: '1',
        receipts: 4,
        possibleReceipts: 1,
        customers: 2,
        possibleCustomers: 1,
        receiptsWithoutCustomer: 1,
      },
      goods: [
        { packageTag: 'TAG-1', onHandWhenTraced: '5', onHand: '5', held: true, sold: '5', returned: '1' },
      ],
    })
    expect((await customers(recallId, 'named')).map((each) => each.customerRef)).toEqual([
      null,
      'C-2',
      'C-2',
      'C-1',
    ])
    expect(await customers(recallId, 'possible')).toMatchObject([{ receiptId: named, customerRef: 'C-4' }])
    await finish(recallId)
    expect((await report(recallId)).summary).toMatchObject({ sold: '5', customers: 2 })
    await expect(trace(recallId)).rejects.toMatchObject({ code: 'recall_finished' })
    // the goods stay held until somebody decides about them
    expect(await stock()).toMatchObject({ held: '5' })
    await shop.write((tx) => liftRecallHolds(tx, { recallId, reason: 'Retest passed' }))
    expect(await stock()).toMatchObject({ held: '0' })
  })

  it('finds the receipts page by page, each once', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', quantity: '50' })
    for (let n = 0; n < 7; n++)
      await sell({ quantity: '1', tag: n % 2 === 0 ? 'TAG-1' : null, customer: `C-${n}` })
    const recallId = await start({ by: 'package_tag', values: ['TAG-1'] })
    await trace(recallId)
    const seen: (string | null)[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof recallCustomers>> = await shop.read((read) =>
        recallCustomers(read, { recallId, limit: 3, ...(cursor === null ? {} : { cursor }) }),
      )
      seen.push(...page.items.map((item) => item.customerRef))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(['C-6', 'C-5', 'C-4', 'C-3', 'C-2', 'C-1', 'C-0'])
  })

  it('stops the clock at each step, holds nothing in a drill, and can be looked up', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const recallId = await start({ by: 'package_tag', values: ['TAG-1'] }, 'drill')
    expect(await report(recallId)).toMatchObject({
      tracedSeconds: null,
      heldSeconds: null,
      finishedSeconds: null,
    })
    await trace(recallId)
    expect(await hold(recallId)).toEqual({ held: 0, wouldHold: 1 })
    const { tracedAt } = await report(recallId)
    await trace(recallId)
    await finish(recallId)
    const drill = await report(recallId)
    expect(drill.tracedAt).toBe(tracedAt)
    const { tracedSeconds, heldSeconds, finishedSeconds } = drill
    expect([tracedSeconds, heldSeconds, finishedSeconds].every((seconds) => (seconds ?? -1) >= 0)).toBe(true)
    expect((tracedSeconds ?? 0) <= (heldSeconds ?? 0) && (heldSeconds ?? 0) <= (finishedSeconds ?? 0)).toBe(
      true,
    )
    expect(await stock()).toMatchObject({ held: '0', available: '10' })
    expect((await shop.read((read) => holds(read, { limit: 9, all: true }))).items).toEqual([])
    const list = (of: object) => shop.read((read) => recalls(read, { limit: 9, ...of }))
    expect((await list({ kind: 'drill' })).items).toMatchObject([{ id: recallId, status: 'finished' }])
    expect((await list({ kind: 'recall' })).items).toEqual([])
    const stranger = await shops.open()
    await expect(stranger.read((read) => recallReport(read, recallId))).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(
      stranger.read((read) => recallCustomers(read, { recallId, limit: 9 })),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await expect(stranger.write((tx) => traceRecall(tx, recallId))).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})

describe('a trace', () => {
  it('by lot code reaches every store, and what was packed from it again', async () => {
    const aurora = await secondStore()
    await stockLot(shop, productId, { packageTag: 'TAG-1', lotCode: 'H7' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', lotCode: 'H7', storeId: aurora })
    const child = await stockLot(shop, productId, { packageTag: 'CHILD', lotCode: 'X' })
    const grandchild = await stockLot(shop, productId, { packageTag: 'GRANDCHILD', lotCode: 'Y' })
    await stockLot(shop, productId, { packageTag: 'OTHER', lotCode: 'Z' })
    await shop.write((tx) => noteLotSources(tx, { lotId: child, sourceTags: ['TAG-1', 'CHILD'] }))
    await shop.write((tx) => noteLotSources(tx, { lotId: grandchild, sourceTags: ['CHILD'] }))
    const byCode = await start({ by: 'lot_code', values: ['H7'] })
    await trace(byCode)
    expect(await goods(byCode)).toEqual(['CHILD', 'GRANDCHILD', 'TAG-1', 'TAG-2'])
    const bySource = await start({ by: 'source_tag', values: ['TAG-1'] })
    await trace(bySource)
    expect(await goods(bySource)).toEqual(['CHILD', 'GRANDCHILD'])
  })

  it('finds tags that were sold but never came in, and watches for those that are not here', async () => {
    await sell({ quantity: '2', tag: 'GHOST', customer: 'C-1' })
    const recallId = await start({ by: 'package_tag', values: ['GHOST', 'LATER'] })
    expect(await trace(recallId)).toEqual({ added: 2, items: 2 })
    expect(await hold(recallId)).toMatchObject({ held: 2 })
    expect((await report(recallId)).goods).toMatchObject([
      { packageTag: 'GHOST', productId, onHand: null, sold: '2', held: true },
      { packageTag: 'LATER', productId: null, onHand: null, held: true },
    ])
    await stockLot(shop, productId, { packageTag: 'LATER' })
    expect(await stock()).toMatchObject({ available: '0' })
    expect(await trace(recallId)).toMatchObject({ added: 1 })
    expect(await hold(recallId)).toMatchObject({ held: 1 })
    expect(await hold(recallId)).toMatchObject({ held: 0 })
  })

  it('by product holds all of it, in lots or not, and counts every sale', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await sell({ quantity: '1', tag: 'TAG-1', customer: 'C-1' })
    await sell({ quantity: '1', customer: 'C-2' })
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId, quantity: '12' }))
    const recallId = await start({ by: 'product', id: productId })
    await trace(recallId)
    await hold(recallId)
    expect(await stock()).toMatchObject({ onHand: '12', held: '12', available: '0' })
    expect((await report(recallId)).totals).toMatchObject({
      onHand: '12',
      sold: '2',
      customers: 2,
      possibleReceipts: 0,
    })
  })

  it('by vendor takes what came from the vendor, and leaves what came from others', async () => {
    const [vendor, otherVendor, order, line] = [newId(), newId(), newId(), newId()]
    const mixed = await shop.addProduct({ name: 'Mixed' })
    await shop.write(async (tx) => {
      await sql`insert into vendors (organization_id, id, name) values (${shop.organizationId}, ${vendor}, 'Acme'),
        (${shop.organizationId}, ${otherVendor}, 'Other')`.execute(tx.db)
      await sql`update products set vendor_id = ${vendor}`.execute(tx.db)
      await sql`insert into purchase_orders (organization_id, id, number, store_id, vendor_id, status, origin, created_by)
        values (${shop.organizationId}, ${order}, 1, ${shop.storeId}, ${otherVendor}, 'received', 'person', 'dana')`.execute(
        tx.db,
      )
      await sql`insert into purchase_order_lines (organization_id, id, purchase_order_id, product_id, quantity, unit, set_by)
        values (${shop.organizationId}, ${line}, ${order}, ${mixed}, 10, 'each', 'person')`.execute(tx.db)
    })
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await stockLot(shop, mixed, { packageTag: 'ACME' })
    const others = await stockLot(shop, mixed, { packageTag: 'OTHERS' })
    await shop.write((tx) =>
      sql`insert into goods_receipts (organization_id, id, purchase_order_id, purchase_order_line_id, lot_id, quantity,
          unit_cost, received_at, received_by)
        values (${shop.organizationId}, ${newId()}, ${order}, ${line}, ${others}, 10, 1, now(), 'dana')`.execute(
        tx.db,
      ),
    )
    const acme = await start({ by: 'vendor', id: vendor })
    await trace(acme)
    expect(await goods(acme)).toEqual(['ACME', 'Blue Dream'])
    const other = await start({ by: 'vendor', id: otherVendor })
    await trace(other)
    expect(await goods(other)).toEqual(['OTHERS'])
    const none = await start({ by: 'vendor', id: vendor, receivedUntil: '2020-01-01T00:00:00Z' })
    expect(await trace(none)).toEqual({ added: 0, items: 0 })
    const dated = await start({ by: 'product', id: productId, receivedFrom: '2020-01-01T00:00:00Z' })
    await trace(dated)
    expect(await goods(dated)).toEqual(['TAG-1'])
  })

  it('takes sales without a package for possible only while the lot may have been there', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 3, n, 18))
    await sell({ quantity: '1', customer: 'before', at: day(1) })
    await stockLot(shop, productId, { packageTag: 'TAG-1', receivedAt: day(2) })
    await sell({ quantity: '1', customer: 'during', at: day(3) })
    await shop.write((tx) =>
      countStock(tx, { storeId: shop.storeId, productId, quantity: '0', countedAt: day(4) }),
    )
    await stockLot(shop, productId, { packageTag: 'TAG-2', receivedAt: day(5) })
    await sell({ quantity: '1', customer: 'after', at: day(6) })
    const recallId = await start({ by: 'package_tag', values: ['TAG-1'] })
    await trace(recallId)
    expect(await customers(recallId)).toMatchObject([{ customerRef: 'during', certainty: 'possible' }])
  })
})
