import { sql, type Read } from '@suite/db'
import { numberKey } from '../reconciliation/engine/group-lines.ts'
import type { Compared, Mending, OwnReport } from './standing.ts'

/** The receipts of a store between two business days, both inclusive. */
export interface ReceiptSpan {
  readonly storeId: string
  readonly from: string
  readonly to: string
}

/** A sale of the till; instants in milliseconds. */
export interface TillReceipt {
  readonly receiptId: string
  readonly number: string
  readonly soldAt: number
  readonly changedAt: number
  readonly businessDay: string
  readonly voided: boolean
  readonly named: boolean
  readonly lines: number
  readonly totalMinor: number
}

/** Sales of goods the state follows. What is a service or an accessory is nothing to report. */
export const readTillReceipts = async (read: Read, span: ReceiptSpan): Promise<TillReceipt[]> => {
  const { rows } = await sql<TillReceipt>`
    select r.id as "receiptId", r.external_id as number, (extract(epoch from r.occurred_at) * 1000)::bigint as "soldAt",
      (extract(epoch from coalesce(r.source_modified_at, r.occurred_at)) * 1000)::bigint as "changedAt",
      r.business_day as "businessDay", bool_and(l.kind = 'void' or r.kind = 'void') as voided,
      bool_or(l.package_tag is not null) as named, count(*) as lines, sum(l.net_minor)::bigint as "totalMinor"
    from receipt_lines l
    join receipts r on r.organization_id = l.organization_id and r.id = l.receipt_id
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where l.store_id = ${span.storeId} and l.business_day between ${span.from} and ${span.to}
      and l.kind in ('sale', 'void') and l.quantity > 0 and not p.is_service and p.category <> 'accessories'
    group by r.id, r.external_id, r.occurred_at, r.source_modified_at, r.business_day`.execute(read.db)
  return rows
}

/** A receipt as the state holds it. */
export interface ToldReceipt {
  readonly stateId: string
  readonly number: string
  readonly voided: boolean
  readonly changedAt: number
}

/** What the state was told under a number around the span, by the number as both sides may write it. */
export const readTold = async (read: Read, span: ReceiptSpan): Promise<Map<string, ToldReceipt[]>> => {
  // clocks and zones of till and state may put a sale on neighbouring days
  const { rows } = await sql<ToldReceipt>`
    select state_id as "stateId", external_number as number, voided,
      (extract(epoch from last_modified) * 1000)::bigint as "changedAt"
    from mirror_receipts
    where store_id = ${span.storeId} and external_number is not null
      and sold_at >= ${span.from}::date - 2 and sold_at < ${span.to}::date + 3`.execute(read.db)
  return Map.groupBy(rows, ({ number }) => numberKey(number))
}

/** A discrepancy of a receipt, with the correction of it that was confirmed last. */
export interface ReceiptDiscrepancy extends Mending {
  readonly id: string
  readonly class: 'unreported_sale' | 'voided_one_side' | 'double_reported'
  /** The till's number, or the state's receipt. */
  readonly subject: string
  readonly waitsFor: 'writes_off' | 'outage' | 'connection' | null
  readonly message: string | null
  readonly advice: string | null
}

/** Discrepancies about receipts that stand or were dismissed, by what they are about. */
export const readReceiptDiscrepancies = async (
  read: Read,
  storeId: string,
): Promise<Map<string, ReceiptDiscrepancy[]>> => {
  const { rows } = await sql<ReceiptDiscrepancy>`
    select d.id, d.class, d.subject, case d.state when 'dismissed' then 'dismissed' else 'standing' end as discrepancy,
      c.state as correction, c.waits_for as "waitsFor", c.message, c.advice
    from discrepancies d
    left join lateral (
      select c.state, c.waits_for, c.message, c.advice from corrections c
      where c.organization_id = d.organization_id and c.discrepancy_id = d.id
      order by c.confirmed_at desc, c.id desc limit 1) c on true
    where d.store_id = ${storeId} and d.class in ('unreported_sale', 'voided_one_side', 'double_reported')
      and d.state <> 'resolved'`.execute(read.db)
  return Map.groupBy(rows, ({ subject }) => subject)
}

/** What the suite itself does about a receipt. */
export interface SuiteReport extends OwnReport {
  readonly receiptId: string
  readonly waitsFor: 'writes_off' | 'outage' | 'connection' | null
  readonly message: string | null
  readonly advice: string | null
}

/** What the suite does last about each receipt of the span that it reports by itself, by the receipt. */
export const readSuiteReports = async (read: Read, span: ReceiptSpan): Promise<Map<string, SuiteReport>> => {
  const { rows } = await sql<SuiteReport>`
    select distinct on (c.receipt_id) c.receipt_id as "receiptId", c.kind, c.state,
      (extract(epoch from c.finished_at) * 1000)::bigint as "finishedAt", c.waits_for as "waitsFor", c.message, c.advice
    from receipts r join corrections c on c.organization_id = r.organization_id and c.receipt_id = r.id
    where r.store_id = ${span.storeId} and r.business_day between ${span.from} and ${span.to} and c.state <> 'cancelled'
    order by c.receipt_id, c.confirmed_at desc, c.id desc`.execute(read.db)
  return new Map(rows.map((row) => [row.receiptId, row]))
}

/** How far both sides had been read when they were last compared. */
export const readCompared = async (read: Read, storeId: string): Promise<Compared | null> => {
  const { rows } = await sql<{ coverage: Coverage }>`
    select coverage from reconciliation_runs where store_id = ${storeId} and status = 'done'
    order by requested_at desc, id desc limit 1`.execute(read.db)
  const { sales, stateReceipts } = rows[0]?.coverage ?? {}
  if (sales == null || stateReceipts == null) return null
  return {
    from: Math.max(Date.parse(sales.from), Date.parse(stateReceipts.from)),
    salesUntil: Date.parse(sales.until),
    receiptsUntil: Date.parse(stateReceipts.until),
  }
}

interface Coverage {
  readonly sales?: { readonly from: string; readonly until: string } | null
  readonly stateReceipts?: { readonly from: string; readonly until: string } | null
}
