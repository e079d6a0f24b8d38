import { sql, type Read } from '@suite/db'
import { requireNotCountingBlind } from '@suite/inventory'
import { notFound } from '@suite/kernel'
import { gramsOf } from '../discrepancies/world/read-products.ts'
import type { Parts } from '../reconciliation/engine/parts.ts'
import { scaleOf } from '../reconciliation/engine/scale.ts'
import type { Replay } from './contract.ts'
import { replay, type RecordedEvent } from './replay.ts'

/** The most events that are replayed; older ones are counted only. */
const MOST = 500

/**
 * Every event of a package in a store, by our ledger, the till and the state, in order, with running balances.
 * @throws AppError `not_found` for a tag nobody has heard of there, `counting_blind`
 */
export const packageReplay = async (
  read: Read,
  input: { readonly storeId: string; readonly tag: string },
): Promise<Replay> => {
  const product = await productOf(read, input)
  await requireNotCountingBlind(read, {
    storeId: input.storeId,
    ...(product.id === null ? {} : { productId: product.id }),
  })
  const recorded = [
    ...(await ledgerEvents(read, input, product.unit)),
    ...(await saleEvents(read, input, product.unit)),
    ...(await mirrorEvents(read, input)),
    ...(await reportEvents(read, input)),
  ]
  if (recorded.length === 0) throw notFound('package')
  const unitOf = (side: RecordedEvent['side']): string | null =>
    recorded.findLast((event) => event.side === side)?.unit ?? null
  const [posUnit, stateUnit] = [unitOf('pos'), unitOf('state')]
  const side = (unit: string | null) => (unit === null ? null : ({ quantity: 0, unit } as never))
  const scale = scaleOf({
    unitGrams: product.id === null ? null : gramsOf(product),
    shelf: side(product.unit),
    pos: side(posUnit),
    state: side(stateUnit),
    sales: [],
    reports: [],
  })
  const told = replay(recorded, scale)
  return {
    tag: input.tag,
    productId: product.id,
    productName: product.name,
    unit: product.unit,
    posUnit,
    stateUnit,
    now: told.now,
    apartSince: told.apartSince,
    events: told.events.slice(-MOST),
    older: Math.max(0, told.events.length - MOST),
  }
}

const productOf = async (
  read: Read,
  { storeId, tag }: { storeId: string; tag: string },
): Promise<{ id: string | null; name: string; unit: string }> => {
  const { rows } = await sql<{ id: string; name: string; unit: string }>`
    select p.id, p.name, p.unit from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where l.store_id = ${storeId} and l.package_tag = ${tag}
    limit 1`.execute(read.db)
  if (rows[0] !== undefined) return rows[0]
  const { rows: mirrored } = await sql<{ name: string; unit: string }>`
    select item_name as name, unit from mirror_packages where store_id = ${storeId} and tag = ${tag}
    order by side desc limit 1`.execute(read.db)
  return { id: null, name: mirrored[0]?.name ?? '', unit: mirrored[0]?.unit ?? 'each' }
}

interface Row {
  readonly at: number
  readonly what: string
  readonly change: Parts | null
  readonly holds: Parts | null
  readonly unit: string
  readonly reference: string | null
  readonly actor: string | null
}

/** Movements of our ledger, and what the lot was last known to hold; sales come from the receipts. */
const ledgerEvents = async (
  read: Read,
  { storeId, tag }: { storeId: string; tag: string },
  unit: string,
): Promise<RecordedEvent[]> => {
  const { rows } = await sql<Omit<Row, 'unit'>>`
    select (extract(epoch from m.occurred_at) * 1000)::bigint as at,
      m.kind || coalesce(': ' || m.reason, '') as what,
      case when m.kind = 'count' then null else (m.quantity * 10000)::bigint end as change,
      (m.counted_quantity * 10000)::bigint as holds, null as reference, p.display_name as actor
    from lots l join stock_movements m on m.organization_id = l.organization_id and m.lot_id = l.id
    left join memberships p on p.organization_id = m.organization_id and p.user_id::text = m.actor_id
    where l.store_id = ${storeId} and l.package_tag = ${tag} and m.kind not in ('sell', 'return')
    union all
    select (extract(epoch from known_at) * 1000)::bigint, 'held when last counted or received', null,
      (known_quantity * 10000)::bigint, null, null
    from lots where store_id = ${storeId} and package_tag = ${tag}`.execute(read.db)
  return rows.map((row) => ({ ...row, side: 'shelf', unit }))
}

/** What receipts took from the package or brought back; struck-out lines took nothing. */
const saleEvents = async (
  read: Read,
  { storeId, tag }: { storeId: string; tag: string },
  unit: string,
): Promise<RecordedEvent[]> => {
  const { rows } = await sql<Omit<Row, 'unit' | 'holds'>>`
    select (extract(epoch from l.occurred_at) * 1000)::bigint as at,
      case l.kind when 'void' then 'sale struck out' when 'return' then 'returned' else 'sold' end as what,
      case l.kind when 'void' then 0 when 'return' then (abs(l.quantity) * 10000)::bigint
        else -(l.quantity * 10000)::bigint end as change,
      r.external_id as reference, r.staff as actor
    from lots o join receipt_lines l on l.organization_id = o.organization_id and l.store_id = o.store_id
      and l.product_id = o.product_id and l.package_tag = o.package_tag
    join receipts r on r.organization_id = l.organization_id and r.id = l.receipt_id
    where o.store_id = ${storeId} and o.package_tag = ${tag} and l.business_day >= o.received_at::date - 1`.execute(
    read.db,
  )
  return rows.map((row) => ({ ...row, side: 'shelf', holds: null, unit }))
}

/** What till and state said of it, each time it changed. */
const mirrorEvents = async (
  read: Read,
  { storeId, tag }: { storeId: string; tag: string },
): Promise<RecordedEvent[]> => {
  const { rows } = await sql<Row & { side: 'pos' | 'state' }>`
    select c.side, (extract(epoch from c.changed_at) * 1000)::bigint as at,
      case when c.before is null then 'first listed'
        when not (c.after ->> 'active')::boolean and (c.before ->> 'active')::boolean then 'no longer listed'
        when c.before ->> 'onHold' is distinct from c.after ->> 'onHold'
          then case when (c.after ->> 'onHold')::boolean then 'put on hold' else 'hold lifted' end
        when c.before ->> 'labState' is distinct from c.after ->> 'labState' then 'lab state ' || (c.after ->> 'labState')
        when c.before ->> 'room' is distinct from c.after ->> 'room' then 'moved to ' || coalesce(c.after ->> 'room', 'no room')
        else 'says it holds' end as what,
      null::bigint as change, ((c.after ->> 'quantity')::numeric * 10000)::bigint as holds, c.after ->> 'unit' as unit,
      null as reference, null as actor
    from mirror_packages m join mirror_package_changes c
      on c.organization_id = m.organization_id and c.connection_id = m.connection_id and c.tag = m.tag
    where m.store_id = ${storeId} and m.tag = ${tag}`.execute(read.db)
  return rows
}

/** Receipts the state was told; what it holds after them it says itself. */
const reportEvents = async (
  read: Read,
  { storeId, tag }: { storeId: string; tag: string },
): Promise<RecordedEvent[]> => {
  const { rows } = await sql<Omit<Row, 'holds' | 'change' | 'actor'>>`
    select (extract(epoch from r.sold_at) * 1000)::bigint as at,
      case when r.voided then 'receipt struck out, ' else 'receipt reported, ' end || trim_scale(x.quantity) || ' ' || x.unit as what,
      x.unit, coalesce(r.external_number, r.state_id) as reference
    from mirror_packages m
    join mirror_receipt_tags g on g.organization_id = m.organization_id and g.connection_id = m.connection_id
      and g.tag = m.tag
    join mirror_receipts r on r.organization_id = g.organization_id and r.connection_id = g.connection_id
      and r.state_id = g.state_id,
      jsonb_to_recordset(r.lines) as x (tag text, quantity numeric, unit text)
    where m.store_id = ${storeId} and m.tag = ${tag} and m.side = 'state' and x.tag = m.tag`.execute(read.db)
  return rows.map((row) => ({ ...row, side: 'state', change: null, holds: null, actor: null }))
}
