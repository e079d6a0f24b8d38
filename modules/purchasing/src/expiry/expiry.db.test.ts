import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { openCountSession, startPass } from '@suite/inventory'
import { addProduct, NOW, testShops, USER, type Shop } from '../../test/shop.ts'
import { REPLENISHMENT_QUEUE } from '../index.ts'
import { decideOnLot, undoDecision } from './decide.ts'
import { expiryOutlook, expiryOutlooks, expirySummary } from './outlooks.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let gummies: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  // two a day for the ten days it may still be sold: forty of sixty are left over
  gummies = await addProduct(shop, {
    name: 'Peach Gummies',
    perDay: 2,
    onHand: 60,
    expiresOn: '2026-04-24',
    price: '25',
    cost: '10',
  })
})
afterAll(() => shops.close())

const plan = () => shop.run(REPLENISHMENT_QUEUE)
const list = (query: Partial<Parameters<typeof expiryOutlooks>[1]> = {}) =>
  shop.read((read) => expiryOutlooks(read, { within: 60, sort: 'waste', show: 'waste', limit: 50, ...query }))
const lotOf = async (): Promise<string> => (await list()).items[0]!.lotId

const sisterStore = async (state: string, onHand: number): Promise<string> => {
  const storeId = newId()
  await shop.write(async (tx) => {
    await sql`insert into stores (organization_id, id, name, state, time_zone, licence_number)
      values (${tx.context.organizationId}, ${storeId}, ${`Boulder ${state}`}, ${state}, 'America/Denver', '403-00124')`.execute(
      tx.db,
    )
    await sql`insert into reorder_plans (organization_id, store_id, product_id, stock_status, needs_order, on_hand, on_order,
        units_per_day, suggested_quantity, at_risk_minor, plan_day)
      values (${tx.context.organizationId}, ${storeId}, ${gummies}, 'ok', false, ${onHand}, 0, 3, 0, 0, '2026-04-15')`.execute(
      tx.db,
    )
    await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
      values (${tx.context.organizationId}, ${storeId}, ${gummies}, ${onHand}, ${NOW})`.execute(tx.db)
    await sql`insert into forecasts (organization_id, store_id, product_id, run_id, status, model, trained_through, first_day, mean, units_per_day, created_at)
      select organization_id, ${storeId}, product_id, run_id, status, model, trained_through, first_day, array(select 3::float8 from generate_series(1, 60)), 3, created_at
      from forecasts where product_id = ${gummies} limit 1`.execute(tx.db)
  })
  return storeId
}

describe('a plan', () => {
  it('says what will be left of each lot when its day comes, in units and money', async () => {
    await plan()
    const { items } = await list()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      productName: 'Peach Gummies',
      leavesOn: '2026-04-24',
      daysLeft: 10,
      quantity: '60',
      expectedSold: '20',
      expectedUnsold: '40',
      wasteMinor: 40_000,
      wasteAtPriceMinor: 100_000,
      decision: null,
    })
    expect(Number(items[0]!.unsoldLow)).toBeLessThanOrEqual(40)
    expect(Number(items[0]!.unsoldHigh)).toBeGreaterThanOrEqual(40)
    const detail = await shop.read((read) => expiryOutlook(read, items[0]!.lotId))
    expect(detail.balance).toEqual([58, 56, 54, 52, 50, 48, 46, 44, 42, 40])
  })

  it('forgets lots that are gone', async () => {
    await plan()
    await shop.write((tx) => sql`update lots set on_hand = 0 where product_id = ${gummies}`.execute(tx.db))
    await plan()
    expect((await list({ show: 'all' })).items).toEqual([])
  })

  it('follows a lot that became another product’s', async () => {
    const other = await addProduct(shop, { name: 'Peach Gummies 100 mg', perDay: 3, onHand: 5 })
    await plan()
    await shop.write((tx) =>
      sql`update lots set product_id = ${other} where product_id = ${gummies}`.execute(tx.db),
    )
    await shop.run(REPLENISHMENT_QUEUE, { productId: other })
    expect((await list({ show: 'all' })).items).toMatchObject([{ productName: 'Peach Gummies 100 mg' }])
  })

  it('lists what will sell in time only when asked', async () => {
    await addProduct(shop, { name: 'Blue Dream', perDay: 10, onHand: 30, expiresOn: '2026-05-10' })
    await plan()
    expect((await list()).items.map(({ productName }) => productName)).toEqual(['Peach Gummies'])
    expect((await list({ show: 'all' })).items).toHaveLength(2)
    expect((await list({ show: 'all', sort: 'day', limit: 1 })).items[0]).toMatchObject({
      leavesOn: '2026-04-24',
    })
  })

  it('pages without leaving out or repeating', async () => {
    for (const [n, name] of ['A', 'B', 'C', 'D'].entries())
      await addProduct(shop, { name, perDay: 1, onHand: 30 + n, expiresOn: `2026-04-2${n + 1}` })
    await plan()
    for (const sort of ['waste', 'day'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ sort, limit: 2, cursor })
        seen.push(...page.items.map(({ lotId }) => lotId))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(new Set(seen).size).toBe(5)
      expect(seen).toHaveLength(5)
    }
  })

  it('adds up to the summary', async () => {
    await addProduct(shop, { name: 'Late', perDay: 1, onHand: 50, expiresOn: '2026-05-04' })
    await plan()
    const { items } = await list()
    const summary = await shop.read((read) => expirySummary(read, { within: 60 }))
    const waste = items.reduce((sum, { wasteMinor }) => sum + wasteMinor, 0)
    expect(summary).toMatchObject({ lots: 2, wasteMinor: waste, decided: 0 })
    expect(summary.weeks.map(({ week }) => week)).toEqual(['2026-04-20', '2026-05-04'])
    expect(summary.weeks.reduce((sum, { wasteMinor }) => sum + wasteMinor, 0)).toBe(waste)
  })
})

describe('the ways out', () => {
  it('prefer a sister store in the same state that sells it', async () => {
    await sisterStore('OR', 0)
    const near = await sisterStore('CO', 5)
    await plan()
    const detail = await shop.read(async (read) =>
      expiryOutlook(
        read,
        (await expiryOutlooks(read, { within: 60, sort: 'waste', show: 'waste', limit: 1 })).items[0]!.lotId,
      ),
    )
    expect(detail).toMatchObject({ recommended: 'transfer', savedMinor: 25 * 2500 })
    expect(detail.choices[0]).toMatchObject({ kind: 'transfer', storeId: near, units: 25 })
  })

  it('know what the vendor takes back once it is said', async () => {
    const wayBack = async () => {
      await plan()
      const detail = await shop.read(async (read) => expiryOutlook(read, await lotOf()))
      return detail.choices.find(({ kind }) => kind === 'return')
    }
    expect(await wayBack()).toMatchObject({ possible: false, reason: expect.stringContaining('not known') })
    await shop.write((tx) => sql`update vendors set takes_returns = true`.execute(tx.db))
    expect(await wayBack()).toMatchObject({ possible: true, saved: 40_000 })
  })
})

describe('a choice', () => {
  it('is kept with who made it, replaced by the next, and can be taken back', async () => {
    await plan()
    const lotId = await lotOf()
    await shop.write((tx) => decideOnLot(tx, { lotId, choice: 'keep', note: 'A party on Friday', now: NOW }))
    expect((await list()).items[0]!.decision).toMatchObject({
      choice: 'keep',
      note: 'A party on Friday',
      madeBy: 'Dana Reyes',
    })
    await shop.write((tx) => decideOnLot(tx, { lotId, choice: 'destroy', now: NOW }))
    await plan()
    const detail = await shop.read((read) => expiryOutlook(read, lotId))
    expect(detail.decision).toMatchObject({ choice: 'destroy' })
    expect(detail.history.map(({ endedAt }) => endedAt === null)).toEqual([true, false])
    await shop.write((tx) => undoDecision(tx, { lotId, now: NOW }))
    expect((await list()).items[0]!.decision).toBeNull()
    await expect(shop.write((tx) => undoDecision(tx, { lotId, now: NOW }))).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  it('that cannot be carried out is refused with the reason, and changes nothing', async () => {
    await plan()
    const lotId = await lotOf()
    await expect(
      shop.write((tx) => decideOnLot(tx, { lotId, choice: 'transfer', now: NOW })),
    ).rejects.toMatchObject({
      code: 'choice_not_possible',
      message: expect.stringContaining('No other store'),
    })
    expect((await list()).items[0]!.decision).toBeNull()
  })

  it('is on the trail', async () => {
    await plan()
    const lotId = await lotOf()
    await shop.write((tx) => decideOnLot(tx, { lotId, choice: 'keep', now: NOW }))
    const { rows } = await shop.read((read) =>
      sql<{
        event_type: string
        actor_id: string
      }>`select event_type, actor_id from audit_events where resource_id = ${lotId}`.execute(read.db),
    )
    expect(rows).toEqual([{ event_type: 'lot.decided', actor_id: USER }])
  })
})

describe('who counts blind', () => {
  it('is not told what is expected to be there', async () => {
    await plan()
    const lotId = await lotOf()
    const { sessionId } = await shop.write((tx) =>
      openCountSession(tx, { storeId: shop.storeId, name: 'Monthly', scope: { kind: 'all' }, blind: true }),
    )
    await shop.write((tx) => startPass(tx, sessionId))
    expect((await list()).items).toEqual([])
    expect((await shop.read((read) => expirySummary(read, { within: 60 }))).lots).toBe(0)
    await expect(shop.read((read) => expiryOutlook(read, lotId))).rejects.toMatchObject({
      code: 'counting_blind',
    })
  })
})
