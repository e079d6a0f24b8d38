import { categoryOf } from '@suite/catalog'
import { sql } from '@suite/db'
import type { SideFacts, StateOfPackage } from '../../reconciliation/engine/facts.ts'
import type { Scope } from './scope.ts'

type MirrorRow = SideFacts & { readonly tag: string }

/** What a side says of its packages, by tag: those it counts, and those it closed lately. */
export const readSide = async (
  { read, from }: Scope,
  source: { readonly connectionId: string; readonly since: Date } | null,
): Promise<Map<string, SideFacts>> => {
  if (source === null) return new Map()
  // what was there when the side was connected is not new, whenever it was last changed
  const { rows } = await sql<MirrorRow>`
    select m.tag, (m.quantity * 10000)::bigint as quantity, m.unit, m.room,
      (extract(epoch from m.room_changed_at) * 1000)::bigint as "roomSince", m.item_name as "itemName", null as price,
      m.category, m.active, (extract(epoch from m.changed_at) * 1000)::bigint as "changedAt",
      case when m.first_modified_at <= ${source.since} then 0
        else (extract(epoch from m.first_modified_at) * 1000)::bigint end as "knownSince", m.expires_on as "expiresOn"
    from mirror_packages m
    where m.connection_id = ${source.connectionId} and m.tag not like 'till:%'
      and (m.active or m.quantity <> 0 or m.changed_at >= ${from})`.execute(read.db)
  // the state's words for a kind of goods are not ours
  return new Map(
    rows.map(({ tag, category, ...facts }) => [
      tag,
      { ...facts, category: category === null ? null : categoryOf(category) },
    ]),
  )
}

/** Other stores of the organisation in whose inventory the state counts a package, by tag. */
export const readElsewhere = async (
  { read, storeId }: Scope,
  tags: readonly string[],
): Promise<Map<string, string>> => {
  if (tags.length === 0) return new Map()
  const { rows } = await sql<{ tag: string; name: string }>`
    select m.tag, s.name from mirror_packages m
    join stores s on s.organization_id = m.organization_id and s.id = m.store_id
    where m.side = 'state' and m.active and m.store_id <> ${storeId} and m.tag = any(${tags}::text[])`.execute(
    read.db,
  )
  return new Map(rows.map(({ tag, name }) => [tag, name]))
}

/** What the state said of holds, recalls and lab results of packages that were sold, in order, by tag. */
export const readHistory = async (
  { read, sources }: Scope,
  tags: readonly string[],
): Promise<Map<string, StateOfPackage[]>> => {
  if (sources.state === null || tags.length === 0) return new Map()
  const { rows } = await sql<StateOfPackage & { tag: string }>`
    select c.tag, (extract(epoch from c.changed_at) * 1000)::bigint as at, (c.after ->> 'onHold')::boolean as "onHold",
      (c.after ->> 'onRecall')::boolean as "onRecall", c.after ->> 'labState' as "labState"
    from mirror_package_changes c
    where c.connection_id = ${sources.state.connectionId} and c.tag = any(${tags}::text[])
      and (c.before is null or (c.before -> 'onHold', c.before -> 'onRecall', c.before -> 'labState')
        is distinct from (c.after -> 'onHold', c.after -> 'onRecall', c.after -> 'labState'))
    order by c.tag, c.changed_at, c.id`.execute(read.db)
  return Map.groupBy(rows, ({ tag }) => tag)
}

/** Quantities packages were shipped or received with, by tag, of the last year. */
export const readDeliveries = async ({
  read,
  sources,
  now,
}: Scope): Promise<Map<string, { quantity: number; unit: string }[]>> => {
  if (sources.state === null) return new Map()
  const { rows } = await sql<{ tag: string; quantity: number; unit: string }>`
    select x.tag, (coalesce(x."receivedQuantity", x."shippedQuantity") * 10000)::bigint as quantity, x.unit
    from mirror_transfers t, jsonb_to_recordset(t.packages)
      as x (tag text, "shippedQuantity" numeric, "receivedQuantity" numeric, unit text)
    where t.connection_id = ${sources.state.connectionId} and x.unit is not null and x."shippedQuantity" is not null
      and t.last_modified >= ${now}::timestamptz - interval '1 year'`.execute(read.db)
  return Map.groupBy(rows, ({ tag }) => tag)
}
