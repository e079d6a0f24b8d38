import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { newId } from '@suite/kernel'
import { sql, type Read, type Tx } from '@suite/db'
import type { PulledPage, Window } from '../vendors/port.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Where a page belongs. */
export interface Landing {
  readonly connectionId: string
  readonly stream: string
  readonly window: Window | null
}

/**
 * Keeps an answer as it came, compressed; one that was kept before is not kept twice. Gives the page's id.
 */
export const landPage = async (tx: Tx, landing: Landing, page: PulledPage): Promise<string> => {
  const hash = createHash('sha256').update(page.text).digest('hex')
  const content = await pack(page.text)
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into raw_pages (organization_id, id, connection_id, stream, content_hash, content, rows, window_from,
        window_until)
      values (${tx.context.organizationId}, ${newId()}, ${landing.connectionId}, ${landing.stream}, ${hash}, ${content},
        ${page.rows}, ${landing.window?.from ?? null}, ${landing.window?.until ?? null})
      on conflict (organization_id, connection_id, stream, content_hash) do nothing
      returning id)
    select id from made union all
    select id from raw_pages where connection_id = ${landing.connectionId} and stream = ${landing.stream}
      and content_hash = ${hash}
    limit 1`.execute(tx.db)
  return rows[0]?.id ?? ''
}

/** A kept page with its text. */
export interface RawPage {
  readonly id: string
  readonly text: string
  readonly receivedAt: Date
}

/** Kept pages of a stream in the order they came, `limit` at a time; `after` is the last one of the pages before. */
export const rawPages = async (
  read: Read,
  input: { connectionId: string; stream: string; after: string | null; limit: number },
): Promise<RawPage[]> => {
  const { rows } = await sql<{ id: string; content: Buffer; receivedAt: Date }>`
    select id, content, received_at as "receivedAt" from raw_pages
    where connection_id = ${input.connectionId} and stream = ${input.stream}
      and (${input.after}::uuid is null or (received_at, id) > (
        select received_at, id from raw_pages where id = ${input.after}::uuid))
    order by received_at, id limit ${input.limit}`.execute(read.db)
  return Promise.all(
    rows.map(async ({ id, content, receivedAt }) => ({
      id,
      receivedAt,
      text: (await unpack(content)).toString('utf8'),
    })),
  )
}
