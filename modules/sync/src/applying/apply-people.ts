import { matchVendors } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import type { PosCustomer, PosVendor } from '../vendors/canonical.ts'
import { NOTHING, type Applied } from './apply-till.ts'

/** Ties a till's vendors to ours, adding those that are new. One that is tied stays so whatever it is called later. */
export const applyVendors = async (
  tx: Tx,
  connectionId: string,
  told: readonly PosVendor[],
): Promise<Applied> => {
  const once = [...new Map(told.map((vendor) => [vendor.externalId, vendor])).values()]
  const tied = await knownVendors(
    tx,
    connectionId,
    once.map(({ externalId }) => externalId),
  )
  const fresh = once.filter(({ externalId }) => !tied.has(externalId))
  if (fresh.length === 0) return NOTHING
  const ids = await matchVendors(tx, fresh)
  const rows = fresh.map(({ externalId, name }, n) => ({
    external_id: externalId,
    name: name.slice(0, 200),
    vendor_id: ids[n],
  }))
  await sql`
    insert into vendor_identities (organization_id, connection_id, external_id, vendor_id, external_name)
    select ${tx.context.organizationId}::uuid, ${connectionId}::uuid, x.external_id, x.vendor_id, x.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (external_id text, vendor_id uuid, name text)
    on conflict do nothing`.execute(tx.db)
  return { ...NOTHING, added: fresh.length }
}

/** Our vendors behind the till's numbers, as far as they are tied. */
export const knownVendors = async (
  tx: Tx,
  connectionId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (externalIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('vendor_identities')
    .select(['external_id', 'vendor_id'])
    .where('connection_id', '=', connectionId)
    .where('external_id', 'in', [...new Set(externalIds)])
    .execute()
  return new Map(rows.map(({ external_id, vendor_id }) => [external_id, vendor_id]))
}

/** Keeps the newest telling of each of a till's customers; an older one changes nothing but when they were first seen. */
export const applyCustomers = async (
  tx: Tx,
  connectionId: string,
  told: readonly PosCustomer[],
  now: Date,
): Promise<Applied> => {
  if (told.length === 0) return NOTHING
  const rows = told.map((customer) => {
    const seen = customer.lastModified ?? customer.createdAt ?? now.toISOString()
    return { ...customer, lastSeen: seen, firstSeen: customer.createdAt ?? seen }
  })
  const { rows: changed } = await sql`
    insert into till_customers as c (organization_id, connection_id, external_id, is_medical, marketing_consent, merged_into,
      first_seen_at, last_seen_at)
    select distinct on (x."externalId") ${tx.context.organizationId}::uuid, ${connectionId}::uuid, x."externalId",
      x."isMedical", x."marketingConsent", x."mergedInto", x."firstSeen", x."lastSeen"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x ("externalId" text, "isMedical" boolean,
      "marketingConsent" boolean, "mergedInto" text, "firstSeen" timestamptz, "lastSeen" timestamptz)
    order by x."externalId", x."lastSeen" desc
    on conflict (organization_id, connection_id, external_id) do update set is_medical = excluded.is_medical,
      marketing_consent = excluded.marketing_consent, merged_into = excluded.merged_into,
      first_seen_at = least(c.first_seen_at, excluded.first_seen_at), last_seen_at = excluded.last_seen_at
    where excluded.last_seen_at > c.last_seen_at
    returning 1`.execute(tx.db)
  return { ...NOTHING, added: changed.length }
}
