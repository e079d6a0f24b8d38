import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@suite/kernel'
import {
  openDatabase,
  sql,
  type Database,
  type JobRequest,
  type Read,
  type TenantContext,
  type Tx,
} from '@suite/db'
import { testDatabase } from '@suite/testing'
import { importFile, localFileStore, runImport, undoImport, type ImportDeps } from '../src/index.ts'

/** An organisation of its own with one store in Denver whose day ends at 04:00. */
export interface Shop {
  readonly organizationId: string
  readonly storeId: string
  readonly context: TenantContext
  readonly deps: ImportDeps
  /** Jobs asked for. */
  readonly jobs: JobRequest[]
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  /** The rows of any SQL. */
  rows<T = Record<string, unknown>>(query: ReturnType<typeof sql.raw>): Promise<T[]>
  /** Hands in a file with this text and imports it to its end. */
  take(text: string | Uint8Array, name?: string): Promise<string>
  /** Runs a queued import. */
  run(importId: string, stopping?: AbortSignal): Promise<void>
  /** Undoes an import and runs again what that asks for. */
  undo(importId: string): Promise<string[]>
  importOf(id: string): Promise<Record<string, unknown>>
}

export const USER = '0198c0de-0000-7000-8000-0000000000aa'
const HEADER =
  'Receipt ID,Date,SKU,Product Name,Quantity,Unit Price,Discount,Sales Tax,Status,Category,Vendor,Package ID'

/** A sales file from rows of `receipt,date,sku,name,quantity,price[,discount,tax,status,category,vendor,tag]`. */
export const salesFile = (...rows: string[]): string =>
  [HEADER, ...rows.map((row) => row + ','.repeat(Math.max(0, 11 - row.split(',').length)))].join('\n') + '\n'

/** A database whose shops never see one another. */
export const testShops = async (): Promise<{
  database: Database
  adminUrl: string
  appUrl: string
  open: () => Promise<Shop>
  close: () => Promise<void>
}> => {
  const server = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'suite-sync-'))
  const jobs: JobRequest[] = []
  const enqueue = (_: unknown, job: JobRequest) => {
    jobs.push(job)
    return Promise.resolve()
  }
  const database = openDatabase({ url: server.appUrl, max: 8, enqueue })
  return {
    database,
    adminUrl: server.adminUrl,
    appUrl: server.appUrl,
    open: () => openShop({ database, enqueue, files: localFileStore(join(folder, 'files')) }, folder, jobs),
    close: async () => {
      await database.close()
      await server.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const openShop = async (deps: ImportDeps, folder: string, jobs: JobRequest[]): Promise<Shop> => {
  const [organizationId, storeId] = [newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'user', id: USER } }
  const { database } = deps
  await database.withTenant(context, async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone, cut_off_minutes)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver', 240)`.execute(tx.db)
  })
  const rows = async <T>(query: ReturnType<typeof sql.raw>): Promise<T[]> =>
    database.withTenant(context, async (tx) => (await sql<T>`${query}`.execute(tx.db)).rows)
  const run = (id: string, stopping = new AbortController().signal) => runImport(deps, context, id, stopping)
  return {
    organizationId,
    storeId,
    context,
    deps,
    jobs,
    write: (command) => database.withTenant(context, command),
    read: (query) => database.readTenant(context, query),
    rows,
    run,
    take: async (text, name = 'sales.csv') => {
      const path = join(folder, `${newId()}-${name}`)
      await writeFile(path, text)
      const { importId } = await importFile(deps, { path, storeId, organizationId, actor: context.actor })
      await run(importId)
      return importId
    },
    undo: async (id) => {
      const { rerun } = await database.withTenant(context, (tx) => undoImport(tx, id))
      for (const again of rerun) await run(again)
      return rerun
    },
    importOf: async (id) =>
      (await rows<Record<string, unknown>>(sql`select * from imports where id = ${id}`))[0]!,
  }
}
