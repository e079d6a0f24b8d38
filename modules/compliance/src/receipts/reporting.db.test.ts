import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { NOON, PERSON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { workOffStore } from '../correcting/jobs.ts'
import type { Correction, StateWriter, WriteOutcome } from '../correcting/ports.ts'
import { discrepancies } from '../discrepancies/queries/discrepancies.ts'
import { moveDiscrepancy } from '../discrepancies/commands/move.ts'
import { receiptQueue } from './receipt-queue.ts'
import { reportSales, unreportedSales } from './report-sales.ts'
import { setReporter } from './reporter.ts'
import { reporting } from './reporting.ts'
import { requeueReports } from './requeue.ts'

let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
let productId: string
let connectionId: string
let answer: (sale: Correction) => WriteOutcome
let told: string[]
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addPackage('A', '80')
  connectionId = await shop.read(async (read) => {
    const { rows } = await sql<{ id: string }>`select id from connections where vendor = 'metrc'`.execute(
      read.db,
    )
    return rows[0]?.id ?? ''
  })
  told = []
  answer = () => ({ outcome: 'done', stateId: 'S', message: 'Reported.' })
})
afterAll(() => shops.close())

const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000)
const writer = (of: Partial<NonNullable<Awaited<ReturnType<StateWriter['connectionOf']>>>> = {}) =>
  ({
    connectionOf: () =>
      Promise.resolve({
        connectionId,
        name: 'Metrc',
        writesEnabled: true,
        kinds: ['report_sale', 'void_report'],
        ...of,
      }),
    reasons: () => Promise.resolve([]),
    write: (_context, _connection, sale) => {
      told.push(`${sale.kind} ${sale.sale?.number ?? ''}`)
      return Promise.resolve(answer(sale))
    },
    readSoon: () => Promise.resolve(),
  }) satisfies StateWriter
const hand = (reporter: 'till' | 'suite', since: Date | undefined = hours(-48), by = writer()) =>
  shop.write((tx) =>
    setReporter(tx, by, {
      storeId: shop.storeId,
      reporter,
      since,
      reason: 'Agreed with the till',
      now: NOON,
    }),
  )
const workOff = (by: StateWriter = writer()) =>
  workOffStore(
    { database: shops.database, writer: by, now: () => NOON },
    { organizationId: shop.organizationId, actor: { kind: 'job', id: 'test' } },
    shop.storeId,
  )
const sell = (number: string, at: Date, reported?: null) =>
  shop.sell({ number, tag: 'A', quantity: '2', at, ...(reported === null ? { reported } : {}) }, productId)
const stands = (since?: Date) =>
  shop.read((read) =>
    reporting(read, writer(), {
      storeId: shop.storeId,
      now: NOON,
      ...(since === undefined ? {} : { since: since.toISOString() }),
    }),
  )
const standings = async () => {
  const { items } = await shop.read((read) =>
    receiptQueue(read, { storeId: shop.storeId, show: 'all', limit: 50 }, NOON),
  )
  return items.map(({ number, standing, bySuite }) => `${number} ${standing}${bySuite ? ' by suite' : ''}`)
}

describe('who reports sales', () => {
  it('is the till, until a person hands it over; what would go out is shown before, and all is on record', async () => {
    await sell('1', hours(-30), null)
    await sell('2', hours(-20), null)
    await sell('3', hours(-10))
    expect(await stands()).toMatchObject({ reporter: 'till', since: null, possible: true, wouldSend: [] })
    const rehearsal = await stands(hours(-48))
    expect(rehearsal.wouldSend.map(({ number, why }) => [number, why])).toEqual([
      ['1', null],
      ['2', null],
    ])
    expect((await stands(hours(-25))).wouldSend.map(({ number }) => number)).toEqual(['2'])
    await workOff()
    expect(told).toEqual([])
    await hand('suite')
    expect(await stands()).toMatchObject({
      reporter: 'suite',
      since: hours(-48).toISOString(),
      changedByName: 'Dana Reyes',
    })
    await workOff()
    expect(told).toEqual(['report_sale 1', 'report_sale 2'])
    expect(await stands()).toMatchObject({ wouldSend: [], waiting: 0, refused: 0 })
    const { rows } = await shop.read((read) =>
      sql<{ type: string; by: string }>`select event_type as type, actor_id as by from audit_events
        where event_type like 'sales_reporting.%' order by occurred_at`.execute(read.db),
    )
    expect(rows).toEqual([{ type: 'sales_reporting.to_suite', by: PERSON }])
  })

  it('cannot be the suite without a register that takes sales, nor from long ago or tomorrow', async () => {
    const none: StateWriter = { ...writer(), connectionOf: () => Promise.resolve(null) }
    await expect(hand('suite', undefined, none as never)).rejects.toMatchObject({ code: 'cannot_report' })
    await expect(hand('suite', undefined, writer({ kinds: ['adjust_state'] }))).rejects.toMatchObject({
      code: 'cannot_report',
    })
    await expect(hand('suite', hours(-24 * 40))).rejects.toMatchObject({ code: 'bad_since' })
    await expect(hand('suite', hours(1))).rejects.toMatchObject({ code: 'bad_since' })
  })

  it('of another connection than the one that stands is the till again', async () => {
    await hand('suite')
    await sell('1', hours(-30), null)
    const [{ id } = { id: '' }] = await shop.read(
      async (read) =>
        (await sql<{ id: string }>`select id from connections where vendor = 'dutchie'`.execute(read.db))
          .rows,
    )
    await workOff(writer({ connectionId: id }))
    expect(told).toEqual([])
  })
})

describe('a sale the suite reports', () => {
  it('is followed in the queue from waiting to the state’s own receipt', async () => {
    await sell('1', hours(-30), null)
    await shop.reconcile()
    expect(await standings()).toEqual(['1 missing'])
    await hand('suite')
    answer = () => ({ outcome: 'not_sent', message: 'No answer.', advice: 'It is sent later.' })
    expect(await workOff()).toBe('waiting')
    expect(await standings()).toEqual(['1 queued by suite'])
    answer = () => ({ outcome: 'refused', message: 'Package A is on hold.', advice: 'Release it.' })
    await workOff()
    expect(await standings()).toEqual(['1 failed by suite'])
    expect(await stands()).toMatchObject({ waiting: 0, refused: 1 })
    await shop.report({ number: '1', tag: 'A', quantity: '2', at: hours(-30), reported: '2' })
    expect((await standings())[0]).toMatch(/^1 reported/)
  })

  it('struck out at the till is struck out at the state, again after a refusal once it is requeued', async () => {
    await sell('1', hours(-30), null)
    await hand('suite')
    await workOff()
    await shop.write(async (tx) => {
      await sql`update receipt_lines set kind = 'void'`.execute(tx.db)
      await sql`update receipts set kind = 'void'`.execute(tx.db)
    })
    answer = () => ({ outcome: 'refused', message: 'The receipt is finalized.', advice: 'Ask the state.' })
    await workOff()
    expect(told).toEqual(['report_sale 1', 'void_report 1'])
    expect(await standings()).toEqual(['1 failed by suite'])
    await shop.report({ number: '1', tag: 'A', quantity: '2', at: hours(-30), reported: '2' })
    expect(await standings()).toEqual(['1 failed by suite'])
    const requeue = () => shop.write((tx) => requeueReports(tx, { storeId: shop.storeId, now: NOON }))
    expect([await requeue(), await requeue()]).toEqual([
      { queued: 1, left: [] },
      { queued: 0, left: [] },
    ])
    expect(await standings()).toEqual(['1 queued by suite'])
    answer = () => ({ outcome: 'done', stateId: 'S', message: 'Struck out.' })
    await workOff()
    await workOff()
    expect(told.slice(2)).toEqual(['void_report 1'])
    expect(await standings()).toEqual(['1 sent by suite'])
  })

  it('that cannot be told from here is settled when the state shows it, or a person leaves it', async () => {
    for (const [index, number] of ['1', '2', '3'].entries()) await sell(number, hours(index - 40), null)
    await shop.write((tx) => sql`update receipts set channel = 'medical'`.execute(tx.db))
    await shop.reconcile()
    await hand('suite')
    await workOff()
    expect([told, (await stands()).refused]).toEqual([[], 3])
    expect(await standings()).toEqual(['3 failed by suite', '2 failed by suite', '1 failed by suite'])
    await shop.report({ number: '1', tag: 'A', quantity: '2', at: hours(-40), reported: '2' })
    const { items } = await shop.read((read) =>
      discrepancies(read, { show: 'standing', sort: 'due', limit: 10, class: 'unreported_sale' }),
    )
    const { items: lacking } = await shop.read((read) => unreportedSales(read, writer(), shop.storeId))
    const id = lacking.find(({ number }) => number === '2')?.discrepancyId ?? ''
    expect(items.some((one) => one.id === id)).toBe(true)
    await shop.write((tx) => moveDiscrepancy(tx, { id, to: 'dismissed', note: 'Told by letter.', now: NOON }))
    await workOff()
    expect(await stands()).toMatchObject({ refused: 1, waiting: 0 })
    await shop.reconcile(hours(3))
    expect(await standings()).toEqual(['3 failed by suite', '2 left', '1 reported'])
  })

  it('is not offered to be sent a second time beside, nor when a person has it in hand or dismissed it', async () => {
    for (const [index, number] of ['1', '2', '3'].entries()) await sell(number, hours(index - 40), null)
    await shop.reconcile()
    const { items } = await shop.read((read) =>
      discrepancies(read, { show: 'standing', sort: 'due', limit: 10, class: 'unreported_sale' }),
    )
    const idOf = async (number: string): Promise<string> => {
      const { items: lacking } = await shop.read((read) => unreportedSales(read, writer(), shop.storeId))
      return lacking.find((one) => one.number === number)?.discrepancyId ?? ''
    }
    expect(items).toHaveLength(3)
    const [first, second, third] = [await idOf('1'), await idOf('2'), await idOf('3')]
    await shop.write((tx) =>
      moveDiscrepancy(tx, { id: second, to: 'dismissed', note: 'Training sale.', now: NOON }),
    )
    const report = (id: string) =>
      shop.write((tx) => reportSales(tx, writer(), { discrepancyIds: [id], note: '', now: NOON }))
    expect(await report(first)).toMatchObject({ queued: 1 })
    await hand('suite')
    answer = () => ({ outcome: 'unknown', message: 'Lost.' })
    expect(await workOff()).toBe('again')
    expect(told).toEqual(['report_sale 1'])
    const { wouldSend } = await stands()
    expect(wouldSend).toEqual([])
    expect(await idOf('3')).toBe('')
    expect(await report(third)).toMatchObject({
      queued: 0,
      left: [{ why: expect.stringMatching(/on its way/) }],
    })
  })
})
