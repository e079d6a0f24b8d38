import { decodeCursor, toPage } from '@suite/http'
import { addDays, epochDay, invalid, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { deadlineOf, type Deadline } from '../deadlines/deadline.ts'
import { localTime } from '../deadlines/local-time.ts'
import { numberKey } from '../reconciliation/engine/group-lines.ts'
import { ownRules } from '../state-rules/own-rules.ts'
import { complianceSettings } from '../state-rules/settings.ts'
import type { ReceiptReport, ReceiptsQuery, ReceiptsReply } from './contract.ts'
import {
  readCompared,
  readReceiptDiscrepancies,
  readSuiteReports,
  readTillReceipts,
  readTold,
  type ReceiptDiscrepancy,
  type SuiteReport,
  type TillReceipt,
  type ToldReceipt,
} from './read-receipts.ts'
import { ATTENTION, OPEN, standingOf, type Compared } from './standing.ts'

const DEFAULT_DAYS = 7
const MOST_DAYS = 31

/**
 * What the state knows of the sales of a store over some business days, with the deadline of each that is not settled.
 * @throws AppError `not_found`, `bad_span` when the days are out of order or more than 31
 */
export const receiptQueue = async (read: Read, query: ReceiptsQuery, now: Date): Promise<ReceiptsReply> => {
  const { state, timeZone } = await storeOf(read, query.storeId)
  const span = { storeId: query.storeId, ...daysOf(query, localTime(now, timeZone).day) }
  const facts = {
    told: await readTold(read, span),
    discrepancies: await readReceiptDiscrepancies(read, query.storeId),
    compared: await readCompared(read, query.storeId),
    own: await readSuiteReports(read, span),
  }
  const due = await dueBy(read, state, timeZone)
  const reports = (await readTillReceipts(read, span)).map((receipt) => reportOf(receipt, facts, due, now))
  const { compared } = facts
  return {
    ...pageOf(reports, query),
    from: span.from,
    to: span.to,
    counts: Object.fromEntries(
      [...Map.groupBy(reports, ({ standing }) => standing)].map(([standing, of]) => [standing, of.length]),
    ),
    overdue: reports.filter(({ overdue }) => overdue).length,
    comparedUntil:
      compared === null
        ? null
        : new Date(Math.min(compared.salesUntil, compared.receiptsUntil)).toISOString(),
  }
}

const storeOf = async (read: Read, id: string): Promise<{ state: string; timeZone: string }> => {
  const { rows } = await sql<{ state: string; timeZone: string }>`
    select state, time_zone as "timeZone" from stores where id = ${id}`.execute(read.db)
  if (rows[0] === undefined) throw notFound('store')
  return rows[0]
}

const daysOf = (query: ReceiptsQuery, today: string): { from: string; to: string } => {
  const to = query.to ?? (query.from === undefined ? today : addDays(query.from, DEFAULT_DAYS - 1))
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS)
  const days = epochDay(to) - epochDay(from) + 1
  if (days < 1 || days > MOST_DAYS)
    throw invalid('bad_span', `Choose between one and ${MOST_DAYS} days, the first before the last.`, [
      { path: 'from', message: `not one to ${MOST_DAYS} days before the last day` },
    ])
  return { from, to }
}

/** When a sale made at an instant must have been recorded with the state; the rules are read once. */
const dueBy = async (
  read: Read,
  state: string,
  timeZone: string,
): Promise<(soldAt: Date) => Pick<Deadline, 'dueAt' | 'basis'>> => {
  const { accept, holidays } = await complianceSettings(read)
  const rules = { state, timeZone, accept, own: await ownRules(read, state), holidays: new Set(holidays) }
  return (soldAt) => deadlineOf({ kind: 'transaction', discoveredAt: soldAt, ...rules })
}

interface Facts {
  readonly told: ReadonlyMap<string, readonly ToldReceipt[]>
  readonly discrepancies: ReadonlyMap<string, readonly ReceiptDiscrepancy[]>
  readonly compared: Compared | null
  readonly own: ReadonlyMap<string, SuiteReport>
}

const reportOf = (
  receipt: TillReceipt,
  { told, discrepancies, compared, own: ownReports }: Facts,
  due: Awaited<ReturnType<typeof dueBy>>,
  now: Date,
): ReceiptReport => {
  const key = numberKey(receipt.number)
  const numbered = told.get(key) ?? []
  const live = numbered.filter(({ voided }) => !voided)
  const unreported = (discrepancies.get(key) ?? []).filter((one) => one.class === 'unreported_sale')
  const own = ownReports.get(receipt.receiptId) ?? null
  const standing = standingOf(
    { ...receipt, live: live.length, struckOut: numbered.length - live.length, unreported, own },
    compared,
    now.getTime(),
  )
  const about = [...unreported, ...live.flatMap(({ stateId }) => discrepancies.get(stateId) ?? [])]
  const first = about.find(({ discrepancy }) => discrepancy === 'standing')
  const says = own === null || own.state === 'done' || standing === 'reported' ? first : own
  const soldAt = new Date(receipt.soldAt)
  const deadline = OPEN.has(standing) ? due(soldAt) : null
  const { receiptId, number, businessDay, lines, totalMinor } = receipt
  return {
    receiptId,
    number,
    businessDay,
    lines,
    totalMinor,
    soldAt: soldAt.toISOString(),
    standing,
    provenBy: standing === 'reported' ? (live.length > 0 ? 'number' : 'package_and_time') : null,
    toldBy:
      live.length === 0 ? null : new Date(Math.min(...live.map(({ changedAt }) => changedAt))).toISOString(),
    dueAt: deadline?.dueAt.toISOString() ?? null,
    dueBasis: deadline?.basis ?? null,
    overdue: deadline !== null && deadline.dueAt < now,
    discrepancyId: (first ?? about[0])?.id ?? null,
    waitsFor: says?.waitsFor ?? null,
    message: says?.message ?? null,
    advice: says?.advice ?? null,
    bySuite: own !== null && standing !== 'reported',
  }
}

const pageOf = (
  reports: readonly ReceiptReport[],
  { show, standing, cursor, limit }: ReceiptsQuery,
): { items: ReceiptReport[]; nextCursor: string | null } => {
  const direction = show === 'all' ? -1 : 1
  const order = (a: Place, b: Place): number =>
    direction * (compare(a.soldAt, b.soldAt) || compare(a.receiptId, b.receiptId))
  const after = cursor === undefined ? null : placeOf(cursor)
  const wanted = reports
    .filter(
      (one) =>
        (show === 'all' || (show === 'open' ? OPEN : ATTENTION).has(one.standing)) &&
        (standing === undefined || one.standing === standing) &&
        (after === null || order(one, after) > 0),
    )
    .toSorted(order)
  return toPage(wanted.slice(0, limit + 1), limit, ({ soldAt, receiptId }) => [soldAt, receiptId])
}

type Place = Pick<ReceiptReport, 'soldAt' | 'receiptId'>

const placeOf = (cursor: string): Place => {
  const [soldAt, receiptId] = decodeCursor(cursor, 2)
  return { soldAt: String(soldAt), receiptId: String(receiptId) }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
