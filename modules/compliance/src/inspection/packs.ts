import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { recordAudit } from '@suite/audit'
import { decodeCursor, toPage } from '@suite/http'
import { conflict, notFound } from '@suite/kernel'
import { sql, type Read, type Tx } from '@suite/db'
import type { PackItem } from './contract.ts'

type Row = Omit<PackItem, 'requestedAt' | 'finishedAt'> & {
  readonly requestedAt: Date
  readonly finishedAt: Date | null
  readonly exactly: string
}

const PACK = sql`
  select p.id, p.store_id as "storeId", s.name as "storeName", p.from_day::text as "from", p.to_day::text as "to", p.status,
    p.failure, coalesce(m.display_name, p.requested_by) as "requestedBy", p.requested_at as "requestedAt",
    p.finished_at as "finishedAt", p.counts, p.data_sha256 as "dataSha256", p.pdf_sha256 as "pdfSha256",
    p.requested_at::text as exactly
  from inspection_packs p
  join stores s on s.organization_id = p.organization_id and s.id = p.store_id
  left join memberships m on m.organization_id = p.organization_id and m.user_id::text = p.requested_by`

/** Packs, the newest first. */
export const inspectionPacks = async (
  read: Read,
  query: {
    readonly storeId?: string | undefined
    readonly limit: number
    readonly cursor?: string | undefined
  },
): Promise<{ items: PackItem[]; nextCursor: string | null }> => {
  const where = [sql`true`]
  if (query.storeId !== undefined) where.push(sql`p.store_id = ${query.storeId}`)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    where.push(sql`(p.requested_at, p.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Row>`
    ${PACK} where ${sql.join(where, sql` and `)} order by p.requested_at desc, p.id desc limit ${query.limit + 1}`.execute(
    read.db,
  )
  const page = toPage(rows, query.limit, ({ exactly, id }) => [exactly, id])
  return { ...page, items: page.items.map(toItem) }
}

/** @throws AppError `not_found` */
export const inspectionPack = async (read: Read, id: string): Promise<PackItem> => {
  const { rows } = await sql<Row>`${PACK} where p.id = ${id}`.execute(read.db)
  if (rows[0] === undefined) throw notFound('inspection pack')
  return toItem(rows[0])
}

const toItem = ({ exactly: _, requestedAt, finishedAt, ...row }: Row): PackItem => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

/** A pack's bytes as paper or as data, and the trace that they were handed out. @throws AppError `not_found`, `not_ready` */
export const handOutPack = async (
  tx: Tx,
  id: string,
  as: 'pdf' | 'json',
): Promise<{ fileName: string; bytes: Buffer }> => {
  const { rows } = await sql<{ name: string; from: string; to: string; bytes: Buffer | null }>`
    select s.name, p.from_day::text as "from", p.to_day::text as "to", ${as === 'pdf' ? sql`p.pdf` : sql`p.data`} as bytes
    from inspection_packs p join stores s on s.organization_id = p.organization_id and s.id = p.store_id
    where p.id = ${id}`.execute(tx.db)
  const [pack] = rows
  if (pack === undefined) throw notFound('inspection pack')
  if (pack.bytes === null)
    throw conflict('not_ready', 'The pack is not prepared yet, or it could not be. Look at its status.')
  await recordAudit(tx, {
    eventType: 'inspection_pack.downloaded',
    resourceType: 'inspection_pack',
    resourceId: id,
    action: 'read',
    risk: 'medium',
    after: { as },
  })
  const name = pack.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return {
    fileName: `inspection-${name}-${pack.from}-to-${pack.to}.${as}`,
    bytes: as === 'pdf' ? pack.bytes : await promisify(gunzip)(pack.bytes),
  }
}
