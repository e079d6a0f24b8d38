import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { NOON, PERSON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { moveDiscrepancy } from '../discrepancies/commands/move.ts'
import { discrepancies } from '../discrepancies/queries/discrepancies.ts'
import type { ReceiptsQuery, ReceiptsReply } from './contract.ts'
import { receiptQueue } from './receipt-queue.ts'
import { reportSales, unreportedSales } from './report-sales.ts'
import type { StateWriter } from '../correcting/ports.ts'

let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
let productId: string
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addPackage('A', '80')
})
afterAll(() => shops.close())

const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000)
const queue = (of: Partial<ReceiptsQuery> = {}, at: Date = NOON): Promise<ReceiptsReply> =>
  shop.read((read) => receiptQueue(read, { storeId: shop.storeId, show: 'all', limit: 50, ...of }, at))
const sell = (number: string, at: Date, reported?: null): Promise<void> =>
  shop.sell({ number, tag: 'A', quantity: '2', at, ...(reported === null ? { reported } : {}) }, productId)
const standings = async (of: Partial<ReceiptsQuery> = {}, at?: Date): Promise<string[]> =>
  (await queue(of, at)).items.map(({ number, standing }) => `${number} ${standing}`)
const missing = async (): Promise<string> => {
  const { items } = await shop.read((read) =>
    discrepancies(read, { show: 'standing', sort: 'due', limit: 10, class: 'unreported_sale' }),
  )
  return items[0]?.id ?? ''
}

describe('the receipt queue', () => {
  it('shows what the state was told, what it lacks with its deadline, and what may only be late', async () => {
    await sell('1001', hours(-30))
    await sell('1002', hours(-29), null)
    await sell('1003', hours(-0.1), null)
    expect(await standings()).toEqual(['1003 not_due', '1002 not_read', '1001 reported'])
    await shop.reconcile()
    const told = await queue({ show: 'open' })
    expect(told.items.map(({ number, standing }) => [number, standing])).toEqual([
      ['1002', 'missing'],
      ['1003', 'not_due'],
    ])
    expect(told).toMatchObject({
      counts: { reported: 1, missing: 1, not_due: 1 },
      from: '2026-11-16',
      to: '2026-11-22',
      comparedUntil: NOON.toISOString(),
    })
    expect(told.items[0]).toMatchObject({ discrepancyId: await missing(), totalMinor: 2000, lines: 1 })
    expect(told.items.every(({ dueAt, soldAt }) => dueAt !== null && dueAt > soldAt)).toBe(true)
    const later = await queue({ show: 'attention' }, hours(400))
    expect(later.items).toEqual([])
    expect((await queue({ show: 'attention', to: '2026-11-22' }, hours(400))).overdue).toBeGreaterThan(0)
    expect((await queue()).items.at(-1)).toMatchObject({ provenBy: 'number', dueAt: null, overdue: false })
  })

  it('follows a correction until the state shows the sale', async () => {
    await sell('1002', hours(-29), null)
    await shop.reconcile()
    const id = await missing()
    await confirmed(id, 'waiting', 'writes_off')
    expect((await queue()).items[0]).toMatchObject({ standing: 'queued', waitsFor: 'writes_off' })
    await confirmed(id, 'refused', null, 'Package A is on hold at the state.')
    expect((await queue()).items[0]).toMatchObject({
      standing: 'failed',
      message: 'Package A is on hold at the state.',
    })
    await shop.report({ number: '1002', tag: 'A', quantity: '2', at: hours(-29), reported: '2' })
    await shop.reconcile(hours(3))
    expect(await standings({}, hours(3))).toEqual(['1002 reported'])
  })

  it('leaves alone what a person dismissed', async () => {
    await sell('1002', hours(-29), null)
    await shop.reconcile()
    const id = await missing()
    await shop.write((tx) =>
      moveDiscrepancy(tx, { id, to: 'dismissed', note: 'Training sale, told by letter.', now: NOON }),
    )
    expect(await standings()).toEqual(['1002 left'])
    expect(await standings({ show: 'open' })).toEqual([])
  })

  it('gives every receipt once, page by page', async () => {
    for (const number of ['1', '2', '3', '4', '5']) await sell(number, hours(-30))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: ReceiptsReply = await queue({ limit: 2, ...(cursor === null ? {} : { cursor }) })
      seen.push(...page.items.map(({ number }) => number))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.toSorted()).toEqual(['1', '2', '3', '4', '5'])
  })

  it('refuses spans out of order and stores of others', async () => {
    await expect(queue({ from: '2026-11-20', to: '2026-11-19' })).rejects.toMatchObject({ code: 'bad_span' })
    await expect(queue({ from: '2026-01-01', to: '2026-11-19' })).rejects.toMatchObject({ code: 'bad_span' })
    const other = await shops.open()
    await expect(queue({ storeId: other.storeId })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('telling the state of what it lacks', () => {
  const writerTo = (connectionId: string): StateWriter => ({
    connectionOf: () =>
      Promise.resolve({ connectionId, name: 'Metrc', writesEnabled: true, kinds: ['report_sale'] }),
    reasons: () => Promise.resolve([]),
    write: () => Promise.resolve({ outcome: 'done', stateId: null, message: '' }),
    readSoon: () => Promise.resolve(),
  })
  const register = (): Promise<string> =>
    shop.read(async (read) => {
      const { rows } = await sql<{ id: string }>`select id from connections where vendor = 'metrc'`.execute(
        read.db,
      )
      return rows[0]?.id ?? ''
    })

  it('rehearses every sale once, then queues them, and again only what was refused', async () => {
    const writer = writerTo(await register())
    await sell('1001', hours(-30), null)
    await sell('1002', hours(-29), null)
    await sell('1003', hours(-28))
    await shop.reconcile()
    const lacking = () => shop.read((read) => unreportedSales(read, writer, shop.storeId))
    const first = await lacking()
    expect(first).toMatchObject({ more: false, connectionName: 'Metrc', writesEnabled: true })
    expect(first.items).toMatchObject([
      {
        number: '1001',
        byInterface: true,
        why: null,
        totalMinor: 2000,
        lines: [{ tag: 'A', quantity: '2' }],
      },
      { number: '1002', byInterface: true },
    ])
    const report = (ids: readonly string[]) =>
      shop.write((tx) =>
        reportSales(tx, writer, { discrepancyIds: ids, note: 'The till was offline.', now: NOON }),
      )
    const ids = first.items.map(({ discrepancyId }) => discrepancyId)
    expect(await report(ids)).toEqual({ queued: 2, left: [] })
    expect((await lacking()).items).toEqual([])
    expect(await standings({ show: 'open' })).toEqual(['1001 queued', '1002 queued'])
    const again = await report(ids.slice(0, 1))
    expect(again.queued).toBe(0)
    expect(again.left).toMatchObject([
      { discrepancyId: ids[0], why: expect.stringMatching(/on its way already/) },
    ])
    await shop.write(async (tx) => {
      await sql`update corrections set state = 'refused', message = 'No', finished_at = ${NOON}
        where discrepancy_id = ${ids[0]}`.execute(tx.db)
      await moveDiscrepancy(tx, { id: ids[0] ?? '', to: 'open', note: 'No', now: NOON })
    })
    expect((await lacking()).items.map(({ number }) => number)).toEqual(['1001'])
    expect(await report(ids.slice(0, 1))).toEqual({ queued: 1, left: [] })
  })

  it('says of a sale that cannot be told why, and sends none without a register', async () => {
    await sell('1001', hours(-30), null)
    await shop.write((tx) =>
      sql`update receipts set channel = 'medical' where external_id = '1001'`.execute(tx.db),
    )
    await shop.reconcile()
    const writer = writerTo(await register())
    const { items } = await shop.read((read) => unreportedSales(read, writer, shop.storeId))
    expect(items).toMatchObject([{ byInterface: false, why: expect.stringMatching(/patient/), lines: [] }])
    const outcome = await shop.write((tx) =>
      reportSales(tx, writer, { discrepancyIds: [items[0]?.discrepancyId ?? ''], note: '', now: NOON }),
    )
    expect(outcome).toMatchObject({ queued: 0, left: [{ why: expect.stringMatching(/patient/) }] })
    const none: StateWriter = { ...writer, connectionOf: () => Promise.resolve(null) }
    expect(await shop.read((read) => unreportedSales(read, none, shop.storeId))).toMatchObject({
      connectionName: null,
      items: [{ byInterface: false, why: expect.stringMatching(/No register/) }],
    })
  })
})

/** A correction as the outbox keeps it; an earlier one has ended. */
const confirmed = (
  discrepancyId: string,
  state: 'waiting' | 'refused',
  waitsFor: string | null,
  message: string | null = null,
): Promise<unknown> =>
  shop.write(async (tx) => {
    await sql`update corrections set state = 'cancelled', waits_for = null where discrepancy_id = ${discrepancyId}`.execute(
      tx.db,
    )
    await sql`
      insert into corrections (organization_id, id, discrepancy_id, store_id, connection_id, kind, package_tag, preview, state,
        waits_for, message, confirmed_by, confirmed_at)
      select ${shop.organizationId}, ${newId()}, d.id, d.store_id, c.id, 'report_sale', 'A', '{}', ${state}, ${waitsFor},
        ${message}, ${PERSON}, clock_timestamp()
      from discrepancies d join connections c on c.store_id = d.store_id and c.vendor = 'metrc'
      where d.id = ${discrepancyId}`.execute(tx.db)
  })
