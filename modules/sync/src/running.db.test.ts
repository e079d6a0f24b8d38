import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { salesFile, testShops, type Shop } from '../test/shop.ts'
import { cancelImport, importFile, importOf, runImport } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const FILE = salesFile(
  ...Array.from({ length: 3000 }, (_, n) => `${n},2026-03-0${1 + (n % 9)} 10:00,SKU${n % 50},Thing,1,9.99`),
)
const queue = async (content: string | Uint8Array, name = 'sales.csv'): Promise<string> => {
  const path = join(tmpdir(), `suite-${newId()}-${name}`)
  await writeFile(path, content)
  const { organizationId, storeId, context, deps } = shop
  const { importId } = await importFile(deps, { path, organizationId, storeId, actor: context.actor })
  return importId
}
const nothingStored = async () => {
  for (const table of ['receipts', 'receipt_lines', 'stock_movements', 'sales_daily', 'products'])
    expect((await shop.rows<{ n: number }>(sql`select count(*) as n from ${sql.table(table)}`))[0]!.n).toBe(0)
}

describe('running an import', () => {
  it('takes a gzip file as well', async () => {
    const id = await queue(gzipSync(FILE), 'sales.csv.gz')
    await shop.run(id)
    expect(await shop.importOf(id)).toMatchObject({ status: 'done', rows_added: 3000 })
  })

  it('stores nothing when the process is told to stop, and finishes on the next delivery', async () => {
    const id = await queue(FILE)
    const stopping = new AbortController()
    const reason = new Error('the process stops')
    const running = shop.run(id, stopping.signal)
    stopping.abort(reason)
    await expect(running).rejects.toBe(reason)
    await nothingStored()
    expect(await shop.importOf(id)).toMatchObject({ status: 'running' })
    await shop.run(id)
    expect(await shop.importOf(id)).toMatchObject({ status: 'done', rows_added: 3000 })
    await shop.run(id)
    expect((await shop.rows(sql`select count(*) as n from receipt_lines`))[0]).toEqual({ n: 3000 })
  })

  it('stores nothing when its connection dies in the middle of the transaction, and finishes on the next delivery', async () => {
    const id = await queue(FILE)
    // another transaction holds the store's lock, so the import waits inside its own
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const holding = shop.write(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`sales:${shop.organizationId}:${shop.storeId}`}, 0))`.execute(
        tx.db,
      )
      await held
    })
    const running = runImport(shop.deps, shop.context, id, new AbortController().signal, false)
    running.catch(() => undefined)
    await expect.poll(() => killWaiting(), { timeout: 20_000 }).toBeGreaterThan(0)
    release()
    await holding
    await expect(running).rejects.toThrow()
    await nothingStored()
    expect(await shop.importOf(id)).toMatchObject({ status: 'queued' })
    await shop.run(id)
    expect(await shop.importOf(id)).toMatchObject({ status: 'done', rows_added: 3000 })
  })

  it('cancels a waiting import at once and a running one where it stands', async () => {
    const waiting = await queue(FILE)
    await shop.write((tx) => cancelImport(tx, waiting))
    await shop.run(waiting)
    expect(await shop.importOf(waiting)).toMatchObject({ status: 'cancelled' })
    const running = await queue(FILE.replaceAll('Thing', 'Other'))
    await shop.rows(sql`update imports set status = 'running' where id = ${running}`)
    await shop.write((tx) => cancelImport(tx, running))
    await shop.run(running)
    await nothingStored()
    expect(await shop.importOf(running)).toMatchObject({
      status: 'cancelled',
      failure: expect.stringMatching(/cancelled/),
    })
  })

  it('says why a file that is no table cannot be imported', async () => {
    await expect(queue('hello\nworld\n')).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('says why a file that turned out to be something else failed', async () => {
    const id = await queue(FILE)
    await shop.rows(
      sql`update imports set layout = jsonb_set(layout, '{columns,2,header}', '"Something else"') where id = ${id}`,
    )
    await shop.run(id)
    const row = await shop.read((read) => importOf(read, id))
    expect(row).toMatchObject({
      status: 'failed',
      failure: expect.stringMatching(/Column 3 is called "SKU"/),
    })
    await nothingStored()
  })

  it('never sees another organisation’s import', async () => {
    const id = await queue(FILE)
    const other = await shops.open()
    await runImport(other.deps, other.context, id, new AbortController().signal)
    expect(await shop.importOf(id)).toMatchObject({ status: 'queued' })
    await expect(other.write((tx) => cancelImport(tx, id))).rejects.toMatchObject({ kind: 'not_found' })
  })
})

/** Ends sessions that wait for a lock, as a killed server process would; gives their number. */
const killWaiting = async (): Promise<number> => {
  const { administer } = await import('@suite/db/embedded')
  const rows = await administer(
    shops.adminUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`,
  )
  return rows.length
}
