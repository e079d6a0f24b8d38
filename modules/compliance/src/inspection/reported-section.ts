import { addDays } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { ReceiptReport, ReceiptStanding } from '../receipts/contract.ts'
import { receiptQueue } from '../receipts/receipt-queue.ts'
import type { Row, Scope, Section } from './section.ts'

/** Days whose receipts are held in memory at a time. */
const DAYS_AT_ONCE = 7

const COLUMN_OF: Readonly<
  Record<ReceiptStanding, 'reported' | 'voided' | 'missing' | 'waiting' | 'unsettled'>
> = {
  reported: 'reported',
  voided: 'voided',
  missing: 'missing',
  failed: 'missing',
  not_due: 'waiting',
  not_read: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  sent: 'waiting',
  unknown: 'waiting',
  left: 'unsettled',
  out_of_reach: 'unsettled',
  unnamed: 'unsettled',
  reported_twice: 'unsettled',
  void_not_told: 'unsettled',
}

export const reported: Section = {
  key: 'reported',
  title: 'Sales and what the state was told of them',
  about:
    'By business day. Every sale of goods the state follows stands in one of: reported, voided, missing, waiting (not due, not read yet or being sent), unsettled (no proof either way, reported twice, or left as it is by a person). Late: of these, not told and past the deadline when this was prepared.',
  fields: [
    { key: 'day', header: 'Day', as: 'day' },
    { key: 'receipts', header: 'Sales at the till', as: 'number' },
    { key: 'reported', header: 'Reported', as: 'number' },
    { key: 'voided', header: 'Voided', as: 'number' },
    { key: 'missing', header: 'Missing', as: 'number' },
    { key: 'waiting', header: 'Waiting', as: 'number' },
    { key: 'unsettled', header: 'Unsettled', as: 'number' },
    { key: 'late', header: 'Late', as: 'number' },
    { key: 'atState', header: 'Receipts at the state', as: 'number' },
    { key: 'voidedAtState', header: 'Of these voided', as: 'number' },
  ],
  rows: async (read, scope) => {
    const told = await toldByDay(read, scope)
    const rows: Row[] = []
    for (let first = scope.fromDay; first <= scope.toDay; first = addDays(first, DAYS_AT_ONCE)) {
      const last = addDays(first, DAYS_AT_ONCE - 1)
      const to = last < scope.toDay ? last : scope.toDay
      const { items } = await receiptQueue(
        read,
        { storeId: scope.storeId, from: first, to, show: 'all', limit: Number.MAX_SAFE_INTEGER - 1 },
        scope.now,
      )
      const byDay = Map.groupBy(items, ({ businessDay }) => businessDay)
      for (let day = first; day <= to; day = addDays(day, 1))
        rows.push({
          day,
          ...tally(byDay.get(day) ?? []),
          ...(told.get(day) ?? { atState: 0, voidedAtState: 0 }),
        })
    }
    return rows
  },
}

const tally = (reports: readonly ReceiptReport[]) => {
  const columns = { reported: 0, voided: 0, missing: 0, waiting: 0, unsettled: 0 }
  for (const { standing } of reports) columns[COLUMN_OF[standing]] += 1
  return { receipts: reports.length, ...columns, late: reports.filter(({ overdue }) => overdue).length }
}

/** Receipts the state holds, by the store's day of their sale. */
const toldByDay = async (read: Read, { storeId, timeZone, from, until }: Scope) => {
  const { rows } = await sql<{ day: string; atState: number; voidedAtState: number }>`
    select (sold_at at time zone ${timeZone})::date::text as day, count(*) as "atState",
      count(*) filter (where voided) as "voidedAtState"
    from mirror_receipts where store_id = ${storeId} and sold_at >= ${from} and sold_at < ${until} group by 1`.execute(
    read.db,
  )
  return new Map(rows.map(({ day, ...of }) => [day, of]))
}
