import { newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'

/** A vendor as another system tells it. */
export interface ToldVendor {
  readonly name: string
  readonly licence: string | null
  readonly email: string | null
}

interface Known {
  readonly id: string
  readonly name: string
  readonly licence: string | null
  readonly email: string | null
}

/**
 * Our vendor for each of another system's, in their order: the one of its licence, else the one of its name unless that has
 * another licence, else a new one with default terms. Of a vendor that stands, only a licence or an address nobody has
 * given is filled in; nothing a person wrote is changed.
 */
export const matchVendors = async (tx: Tx, told: readonly ToldVendor[]): Promise<string[]> => {
  if (told.length === 0) return []
  // one at a time: two tills of a chain may tell the same new vendor at once
  await sql`select pg_advisory_xact_lock(hashtextextended(${`vendors:${tx.context.organizationId}`}, 0))`.execute(
    tx.db,
  )
  const { rows: known } = await sql<Known>`
    select id, name, licence_number as licence, email from vendors order by created_at, id`.execute(tx.db)
  const ids: string[] = []
  for (const each of told.map((vendor) => cleaned(vendor))) {
    const at = known.findIndex((vendor) => vendor === matchOf(each, known))
    const before = known[at]
    const vendor = before === undefined ? await add(tx, each, known) : await complete(tx, before, each)
    if (before === undefined) known.push(vendor)
    else known[at] = vendor
    ids.push(vendor.id)
  }
  return ids
}

const matchOf = (told: ToldVendor, known: readonly Known[]): Known | undefined =>
  known.find(({ licence }) => licence !== null && licence === told.licence) ??
  known.find(
    ({ name, licence }) =>
      name.toLowerCase() === told.name.toLowerCase() && (licence === null || told.licence === null),
  )

const add = async (tx: Tx, told: ToldVendor, known: readonly Known[]): Promise<Known> => {
  const isTaken = known.some(({ name }) => name === told.name)
  const name = isTaken ? `${told.name.slice(0, 90)} (${told.licence ?? 'another'})`.slice(0, 200) : told.name
  const vendor = { id: newId(), name, licence: told.licence, email: told.email }
  await tx.db
    .insertInto('vendors')
    .values({
      organization_id: tx.context.organizationId,
      id: vendor.id,
      name,
      licence_number: vendor.licence,
      email: vendor.email,
    })
    .execute()
  await recordAudit(tx, {
    eventType: 'vendor.created',
    resourceType: 'vendor',
    resourceId: vendor.id,
    action: 'create',
    risk: 'low',
    after: { name, licenceNumber: vendor.licence, email: vendor.email },
  })
  return vendor
}

const complete = async (tx: Tx, before: Known, told: ToldVendor): Promise<Known> => {
  const after = { ...before, licence: before.licence ?? told.licence, email: before.email ?? told.email }
  if (after.licence === before.licence && after.email === before.email) return before
  await sql`
    update vendors set licence_number = ${after.licence}, email = ${after.email}, version = version + 1
    where id = ${before.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'vendor.edited',
    resourceType: 'vendor',
    resourceId: before.id,
    action: 'update',
    // where orders are mailed to is worth a second look
    risk: after.email === before.email ? 'low' : 'medium',
    before: { licenceNumber: before.licence, email: before.email },
    after: { licenceNumber: after.licence, email: after.email },
  })
  return after
}

const ADDRESS = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/

const cleaned = ({ name, licence, email }: ToldVendor): ToldVendor => ({
  name: name.trim().slice(0, 200),
  licence: licence?.trim().slice(0, 100) || null,
  email: email !== null && email.length <= 254 && ADDRESS.test(email.trim()) ? email.trim() : null,
})
