import { sql } from '@suite/db'
import type { ReportFact, SaleFact } from '../../reconciliation/engine/facts.ts'
import { numberKey } from '../../reconciliation/engine/group-lines.ts'
import type { Scope } from './scope.ts'

/** The till's sales of packages by tag, with the product each was sold as. Returns are no sales. */
export const readSales = async ({
  read,
  storeId,
  from,
}: Scope): Promise<Map<string, (SaleFact & { productId: string })[]>> => {
  const { rows } = await sql<SaleFact & { tag: string; productId: string }>`
    select l.package_tag as tag, l.product_id as "productId", r.external_id as number,
      (extract(epoch from l.occurred_at) * 1000)::bigint as at, l.business_day as day,
      (l.quantity * 10000)::bigint as quantity, l.unit, l.kind = 'void' or r.kind = 'void' as voided,
      (extract(epoch from coalesce(r.source_modified_at, r.occurred_at)) * 1000)::bigint as "changedAt",
      l.net_minor as "amountMinor"
    from receipt_lines l join receipts r on r.organization_id = l.organization_id and r.id = l.receipt_id
    where l.store_id = ${storeId} and l.business_day >= ${from}::timestamptz::date and l.package_tag is not null
      and l.occurred_at >= ${from} and l.kind in ('sale', 'void') and l.quantity > 0`.execute(read.db)
  return Map.groupBy(rows, ({ tag }) => tag)
}

/** The receipt numbers of the till in the span, and those on which goods were sold without naming a package. */
export const readNumbers = async ({
  read,
  storeId,
  from,
}: Scope): Promise<{ all: Set<string>; untagged: Set<string> }> => {
  const { rows } = await sql<{ number: string; untagged: boolean }>`
    select r.external_id as number, bool_or(l.package_tag is null and l.kind = 'sale' and not p.is_service
      and p.category <> 'accessories') as untagged
    from receipt_lines l
    join receipts r on r.organization_id = l.organization_id and r.id = l.receipt_id
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where l.store_id = ${storeId} and l.business_day >= ${from}::timestamptz::date
    group by r.external_id`.execute(read.db)
  return {
    all: new Set(rows.map(({ number }) => numberKey(number))),
    untagged: new Set(rows.filter(({ untagged }) => untagged).map(({ number }) => numberKey(number))),
  }
}

/** What the state was told of sales, by tag. */
export const readReports = async ({ read, sources, from }: Scope): Promise<Map<string, ReportFact[]>> => {
  if (sources.state === null) return new Map()
  const { rows } = await sql<ReportFact & { tag: string }>`
    select x.tag, r.state_id as "stateId", r.external_number as number,
      (extract(epoch from r.sold_at) * 1000)::bigint as at, (x.quantity * 10000)::bigint as quantity, x.unit, r.voided,
      (extract(epoch from r.last_modified) * 1000)::bigint as "changedAt", x."totalMinor" as "amountMinor"
    from mirror_receipts r,
      jsonb_to_recordset(r.lines) as x (tag text, quantity numeric, unit text, "totalMinor" bigint)
    where r.connection_id = ${sources.state.connectionId} and r.sold_at >= ${from}`.execute(read.db)
  return Map.groupBy(rows, ({ tag }) => tag)
}
