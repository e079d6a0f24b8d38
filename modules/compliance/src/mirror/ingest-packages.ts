import { sql, type Tx } from '@suite/db'
import { newestOf } from './newest-of.ts'
import type { MirrorPackage, MirrorSource } from './shapes.ts'

/** What a change is about; other fields of a package change without anybody needing to know. */
const TOLD = sql`jsonb_build_object('quantity', trim_scale(m.quantity), 'unit', m.unit, 'room', m.room, 'active', m.active,
  'onHold', m.on_hold, 'onRecall', m.on_recall, 'finished', m.finished, 'labState', m.lab_state)`

/**
 * Takes packages as one side states them. An older statement never overrules a newer one, the same statement twice changes
 * nothing, and every change is kept as evidence. Gives how many packages changed.
 */
export const ingestMirrorPackages = async (
  tx: Tx,
  source: MirrorSource & { readonly side: 'state' | 'pos' },
  packages: readonly MirrorPackage[],
): Promise<number> => {
  if (packages.length === 0) return 0
  const rows = newestOf(packages, ({ tag }) => tag)
  const { rows: changed } = await sql<{ tag: string }>`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (tag text, "itemName" text, category text,
        quantity numeric, unit text, room text, active boolean, "onHold" boolean, "onRecall" boolean, finished boolean,
        "labState" text, "packagedOn" date, "expiresOn" date, "lastModified" timestamptz, "sourceTags" jsonb)),
    held as (
      select m.tag, ${TOLD} as facts from mirror_packages m
      where m.connection_id = ${source.connectionId} and m.tag in (select tag from told)),
    taken as (
      insert into mirror_packages as m (organization_id, connection_id, tag, store_id, side, item_name, category, quantity,
        unit, room, active, on_hold, on_recall, finished, lab_state, packaged_on, expires_on, source_tags, last_modified,
        seen_at, first_modified_at, changed_at, room_changed_at)
      select ${tx.context.organizationId}::uuid, ${source.connectionId}::uuid, t.tag, ${source.storeId}::uuid,
        ${source.side}, t."itemName", t.category, t.quantity, t.unit, t.room, t.active, t."onHold", t."onRecall",
        t.finished, t."labState", t."packagedOn", t."expiresOn",
        array(select jsonb_array_elements_text(t."sourceTags")), t."lastModified", ${source.seenAt},
        t."lastModified", t."lastModified", t."lastModified"
      from told t
      on conflict (organization_id, connection_id, tag) do update set store_id = excluded.store_id,
        item_name = excluded.item_name, category = excluded.category, quantity = excluded.quantity, unit = excluded.unit,
        room = excluded.room, active = excluded.active, on_hold = excluded.on_hold, on_recall = excluded.on_recall,
        finished = excluded.finished, lab_state = excluded.lab_state, packaged_on = excluded.packaged_on,
        expires_on = excluded.expires_on, source_tags = excluded.source_tags, last_modified = excluded.last_modified,
        seen_at = excluded.seen_at,
        room_changed_at = case when m.room is distinct from excluded.room then excluded.last_modified else m.room_changed_at end,
        changed_at = case when (m.quantity, m.unit, m.room, m.active, m.on_hold, m.on_recall, m.lab_state) is distinct from
          (excluded.quantity, excluded.unit, excluded.room, excluded.active, excluded.on_hold, excluded.on_recall,
            excluded.lab_state) then excluded.last_modified else m.changed_at end
      where m.last_modified <= excluded.last_modified
      returning m.tag, m.last_modified, ${TOLD} as facts)
    insert into mirror_package_changes (organization_id, id, connection_id, tag, side, changed_at, seen_at, before, after)
    select ${tx.context.organizationId}::uuid, gen_random_uuid(), ${source.connectionId}::uuid, n.tag, ${source.side},
      n.last_modified, ${source.seenAt}, h.facts, n.facts
    from taken n left join held h using (tag)
    where h.facts is distinct from n.facts
    returning tag`.execute(tx.db)
  return changed.length
}

/**
 * Marks packages that a side no longer lists, given everything it lists now: they hold nothing there any more. Gives how
 * many.
 */
export const clearMissingPackages = async (
  tx: Tx,
  source: MirrorSource & { readonly side: 'state' | 'pos' },
  listed: readonly string[],
): Promise<number> => {
  const { rows } = await sql<MirrorPackage>`
    select tag, item_name as "itemName", category, '0' as quantity, unit, room, false as active, on_hold as "onHold",
      on_recall as "onRecall", finished, lab_state as "labState", packaged_on as "packagedOn", expires_on as "expiresOn",
      ${source.seenAt.toISOString()} as "lastModified", to_jsonb(source_tags) as "sourceTags"
    from mirror_packages
    where connection_id = ${source.connectionId} and active and not (tag = any(${listed}::text[]))`.execute(
    tx.db,
  )
  return ingestMirrorPackages(tx, source, rows)
}
