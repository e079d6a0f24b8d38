import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { recordAudit } from '@suite/audit'
import { sql, type Database, type TenantContext, type Tx } from '@suite/db'
import { epochDay, invalid, isAppError, newId, notFound, type Day } from '@suite/kernel'
import { writePdf } from '@suite/pdf'
import { packDocument } from './pack-document.ts'
import { readPack } from './read-pack.ts'

export const PACKS_QUEUE = 'compliance.inspection_packs'
const MOST_DAYS = 400

/**
 * Has a pack prepared by a job. @throws AppError `not_found`, `bad_span`
 */
export const askForPack = async (
  tx: Tx,
  input: { readonly storeId: string; readonly from: Day; readonly to: Day; readonly now: Date },
): Promise<string> => {
  const { storeId, from, to, now } = input
  const days = epochDay(to) - epochDay(from) + 1
  if (days < 1 || days > MOST_DAYS)
    throw invalid('bad_span', `Choose one to ${MOST_DAYS} days, the first before the last.`, [
      { path: 'to', message: `not within ${MOST_DAYS} days after the first` },
    ])
  const { rows } = await sql`select from stores where id = ${storeId}`.execute(tx.db)
  if (rows.length === 0) throw notFound('store')
  const id = newId()
  await sql`
    insert into inspection_packs (organization_id, id, store_id, from_day, to_day, requested_by, requested_at)
    values (${tx.context.organizationId}, ${id}, ${storeId}, ${from}, ${to}, ${tx.context.actor.id}, ${now})`.execute(
    tx.db,
  )
  await recordAudit(tx, {
    eventType: 'inspection_pack.asked',
    resourceType: 'inspection_pack',
    resourceId: id,
    action: 'create',
    risk: 'medium',
    after: { storeId, from, to },
  })
  await tx.enqueue({
    queue: PACKS_QUEUE,
    payload: { organizationId: tx.context.organizationId, packId: id },
    singletonKey: id,
  })
  return id
}

interface Asked {
  readonly storeId: string
  readonly from: Day
  readonly to: Day
  readonly preparedBy: string
}

/** Prepares a pack that waits. What cannot be prepared says why; a pack that is done stays as it is. */
export const preparePack = async (
  database: Database,
  context: TenantContext,
  packId: string,
  now: Date,
): Promise<void> => {
  const asked = await database.readTenant(context, async (read) => {
    const { rows } = await sql<Asked>`
      select p.store_id as "storeId", p.from_day::text as "from", p.to_day::text as "to",
        coalesce(m.display_name, p.requested_by) as "preparedBy"
      from inspection_packs p
      left join memberships m on m.organization_id = p.organization_id and m.user_id::text = p.requested_by
      where p.id = ${packId} and p.status = 'waiting'`.execute(read.db)
    return rows[0]
  })
  if (asked === undefined) return
  try {
    await keep(database, context, packId, asked, now)
  } catch (error) {
    if (!isAppError(error)) throw error
    await notePackFailure(database, context, packId, { failure: error.message, now })
  }
}

/** Notes why a pack that waits will not come. */
export const notePackFailure = (
  database: Database,
  context: TenantContext,
  packId: string,
  { failure, now }: { readonly failure: string; readonly now: Date },
): Promise<unknown> =>
  database.withTenant(context, (tx) =>
    sql`update inspection_packs set status = 'failed', failure = ${failure}, finished_at = ${now}
      where id = ${packId} and status = 'waiting'`.execute(tx.db),
  )

const keep = async (
  database: Database,
  context: TenantContext,
  packId: string,
  asked: Asked,
  now: Date,
): Promise<void> => {
  const pack = await database.readTenant(context, (read) => readPack(read, { ...asked, now }))
  const json = Buffer.from(JSON.stringify(pack, null, 1))
  const dataSha256 = sha256(json)
  const pdf = await writePdf(packDocument(pack, dataSha256))
  const data = await promisify(gzip)(json)
  const counts = Object.fromEntries(Object.entries(pack.sections).map(([key, rows]) => [key, rows.length]))
  await database.withTenant(context, async (tx) => {
    await sql`
      update inspection_packs set status = 'done', finished_at = ${now}, counts = ${JSON.stringify(counts)}::jsonb,
        data = ${data}, data_sha256 = ${dataSha256}, pdf = ${pdf}, pdf_sha256 = ${sha256(pdf)}
      where id = ${packId} and status = 'waiting'`.execute(tx.db)
    await recordAudit(tx, {
      eventType: 'inspection_pack.prepared',
      resourceType: 'inspection_pack',
      resourceId: packId,
      action: 'run',
      risk: 'medium',
      after: { ...asked, dataSha256, pdfSha256: sha256(pdf), counts },
    })
  })
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
