import { newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import type { Tx } from '@suite/db'

/**
 * The ids of vendors by name, adding those that are missing with default terms: what an import calls with the names in
 * its file. Blank names are passed over; names are trimmed and cut to 200 characters, and the result's keys are the
 * names as given.
 */
export const ensureVendors = async (tx: Tx, names: Iterable<string>): Promise<Map<string, string>> => {
  const wanted = new Map([...names].map((name) => [name, name.trim().slice(0, 200)] as const))
  for (const [given, name] of wanted) if (name === '') wanted.delete(given)
  const distinct = [...new Set(wanted.values())]
  if (distinct.length === 0) return new Map()
  const added = await tx.db
    .insertInto('vendors')
    .values(distinct.map((name) => ({ organization_id: tx.context.organizationId, id: newId(), name })))
    .onConflict((on) => on.columns(['organization_id', 'name']).doNothing())
    .returning(['id', 'name'])
    .execute()
  for (const { id, name } of added)
    await recordAudit(tx, {
      eventType: 'vendor.created',
      resourceType: 'vendor',
      resourceId: id,
      action: 'create',
      risk: 'low',
      after: { name },
    })
  const found = await tx.db
    .selectFrom('vendors')
    .select(['id', 'name'])
    .where('name', 'in', distinct)
    .execute()
  const idOf = new Map(found.map(({ id, name }) => [name, id]))
  return new Map([...wanted].flatMap(([given, name]) => (idOf.has(name) ? [[given, idOf.get(name)!]] : [])))
}
