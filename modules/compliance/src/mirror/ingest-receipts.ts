import { sql, type Tx } from '@suite/db'
import { newestOf } from './newest-of.ts'
import type { MirrorReceipt, MirrorSource, MirrorTransfer } from './shapes.ts'

/** Takes receipts as the state holds them; an older telling never overrules a newer one. Gives how many changed. */
export const ingestMirrorReceipts = async (
  tx: Tx,
  source: MirrorSource,
  receipts: readonly MirrorReceipt[],
): Promise<number> => {
  if (receipts.length === 0) return 0
  const rows = newestOf(receipts, ({ stateId }) => stateId)
  const { numAffectedRows } = await sql`
    insert into mirror_receipts as m (organization_id, connection_id, state_id, store_id, external_number, sold_at,
      customer_type, voided, last_modified, seen_at, lines)
    select ${tx.context.organizationId}::uuid, ${source.connectionId}::uuid, t."stateId", ${source.storeId}::uuid,
      t."externalNumber", t."soldAt", t."customerType", t.voided, t."lastModified", ${source.seenAt}, t.lines
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t ("stateId" text, "externalNumber" text,
      "soldAt" timestamptz, "customerType" text, voided boolean, "lastModified" timestamptz, lines jsonb)
    on conflict (organization_id, connection_id, state_id) do update set store_id = excluded.store_id,
      external_number = excluded.external_number, sold_at = excluded.sold_at, customer_type = excluded.customer_type,
      voided = excluded.voided, last_modified = excluded.last_modified, seen_at = excluded.seen_at, lines = excluded.lines
    where m.last_modified <= excluded.last_modified
      and (m.voided, m.lines, m.sold_at, m.external_number)
        is distinct from (excluded.voided, excluded.lines, excluded.sold_at, excluded.external_number)`.execute(
    tx.db,
  )
  await noteTags(tx, source.connectionId, rows)
  return Number(numAffectedRows ?? 0n)
}

/** Which packages the receipts name, for looking a package's receipts up. */
const noteTags = async (tx: Tx, connectionId: string, receipts: readonly MirrorReceipt[]): Promise<void> => {
  const rows = receipts.flatMap(({ stateId, lines }) => lines.map(({ tag }) => ({ stateId, tag })))
  await sql`
    insert into mirror_receipt_tags (organization_id, connection_id, tag, state_id)
    select distinct ${tx.context.organizationId}::uuid, ${connectionId}::uuid, t.tag, t."stateId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (tag text, "stateId" text)
    on conflict do nothing`.execute(tx.db)
}

/** Takes incoming deliveries as the state holds them, under the same rule. Gives how many changed. */
export const ingestMirrorTransfers = async (
  tx: Tx,
  source: MirrorSource,
  transfers: readonly MirrorTransfer[],
): Promise<number> => {
  if (transfers.length === 0) return 0
  const rows = newestOf(transfers, ({ externalId }) => externalId)
  const { numAffectedRows } = await sql`
    insert into mirror_transfers as m (organization_id, connection_id, external_id, store_id, manifest, shipper_licence,
      shipper_name, expected_at, received_at, last_modified, seen_at, packages)
    select ${tx.context.organizationId}::uuid, ${source.connectionId}::uuid, t."externalId", ${source.storeId}::uuid,
      t.manifest, t."shipperLicence", t."shipperName", t."expectedAt", t."receivedAt", t."lastModified", ${source.seenAt},
      t.packages
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t ("externalId" text, manifest text, "shipperLicence" text,
      "shipperName" text, "expectedAt" timestamptz, "receivedAt" timestamptz, "lastModified" timestamptz, packages jsonb)
    on conflict (organization_id, connection_id, external_id) do update set store_id = excluded.store_id,
      manifest = excluded.manifest, shipper_licence = excluded.shipper_licence, shipper_name = excluded.shipper_name,
      expected_at = excluded.expected_at, received_at = excluded.received_at, last_modified = excluded.last_modified,
      seen_at = excluded.seen_at, packages = excluded.packages
    where m.last_modified <= excluded.last_modified
      and (m.expected_at, m.received_at, m.packages)
        is distinct from (excluded.expected_at, excluded.received_at, excluded.packages)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
