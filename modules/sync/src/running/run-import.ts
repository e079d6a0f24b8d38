import { isAppError } from '@suite/kernel'
import {
  openBulkSession,
  sql,
  type BulkSession,
  type Database,
  type Enqueue,
  type TenantContext,
  type Tx,
} from '@suite/db'
import { copyCounts, copyProducts, ingestCounts, ingestProducts } from '@suite/inventory'
import { copySales, ingestSales } from '@suite/sales'
import type { FileStore } from '../file-store.ts'
import type { ImportRow } from '../import-row.ts'
import { beginImport } from './begin-import.ts'
import { failImport, finishImport, leaveForLater, type Outcome } from './finish-import.ts'
import { startProgress, type Progress } from './progress.ts'
import { openRefusalLog } from './refusals.ts'
import { noFacts, stagedText } from './stage-file.ts'

/** What running an import needs. */
export interface ImportDeps {
  readonly database: Database
  readonly enqueue: Enqueue
  readonly files: FileStore
}

/**
 * Runs one import from its stored file to its last row. Everything is stored by one transaction at the end, together with
 * the import's own outcome: killed at any moment it leaves nothing behind and can simply be run again. An error meant for
 * people is kept on the import. Any other is thrown; on the `lastAttempt` it is kept in general words as well, before that
 * the import waits for its job's next delivery.
 */
export const runImport = async (
  deps: ImportDeps,
  context: TenantContext,
  importId: string,
  stopping: AbortSignal,
  lastAttempt = true,
): Promise<void> => {
  const row = await deps.database.withTenant(context, (tx) => beginImport(tx, importId))
  if (row === null) return
  const progress = startProgress(deps.database, context, importId, stopping)
  try {
    const session = await openBulkSession(deps.database, context, deps.enqueue)
    try {
      await load(deps, context, row, session, progress)
    } finally {
      session.release()
    }
  } catch (error) {
    await progress.stop()
    // a process that is told to stop leaves the import to the next delivery of its job
    if (stopping.aborted) throw error
    if (isAppError(error) || lastAttempt) await failImport(deps.database, context, row, error)
    else await leaveForLater(deps.database, context, row)
    if (!isAppError(error)) throw error
  }
}

const load = async (
  deps: ImportDeps,
  context: TenantContext,
  row: ImportRow,
  session: BulkSession,
  progress: Progress,
): Promise<void> => {
  const facts = noFacts()
  const refusals = openRefusalLog(deps.database, context, row.id)
  const file = { path: deps.files.pathOf(row.fileKey), layout: row.layout, now: row.createdAt }
  await COPIES[row.kind](session, stagedText(file, progress, refusals, facts))
  await session.withTenant(async (tx) => {
    const stored = await STORES[row.kind](tx, row, progress)
    await progress.stop()
    progress.signal.throwIfAborted()
    await finishImport(tx, row, {
      ...stored,
      accepted: facts.accepted,
      file: {
        encoding: row.layout.encoding,
        titleLines: row.layout.headerRow,
        workbook: facts.workbook,
        ignored: facts.ignored,
      },
      refused: refusals.count,
    })
  })
}

type Stored = Omit<Outcome, 'accepted' | 'refused' | 'file'>

const COPIES = { sales: copySales, stock: copyCounts, products: copyProducts } as const

const STORES = {
  sales: async (tx: Tx, row: ImportRow, progress: Progress): Promise<Stored> => {
    const { receiptsAdded, productsAdded, linesVoided, ...ingested } = await ingestSales(
      tx,
      { storeId: row.storeId, source: row.source, importId: row.id },
      progress.step,
    )
    return { ...ingested, fileTotal: ingested.total, summary: { receiptsAdded, productsAdded, linesVoided } }
  },
  stock: async (tx: Tx, row: ImportRow, progress: Progress): Promise<Stored> => {
    progress.step('stock', 0)
    const countedAt = await firstSeen(tx, row)
    const { added, productsAdded } = await ingestCounts(tx, {
      storeId: row.storeId,
      importId: row.id,
      countedAt,
    })
    return { added, outsideWindow: 0, fileTotal: '0', fromDay: null, toDay: null, summary: { productsAdded } }
  },
  products: async (tx: Tx, row: ImportRow, progress: Progress): Promise<Stored> => {
    progress.step('stock', 0)
    const { productsAdded, productsChanged } = await ingestProducts(tx, { importId: row.id })
    return {
      added: productsAdded + productsChanged,
      outsideWindow: 0,
      fileTotal: '0',
      fromDay: null,
      toDay: null,
      summary: { productsAdded, productsChanged },
    }
  },
} as const

/** When a stock file without times of its own was first handed in: the same file again is the same count. */
const firstSeen = async (tx: Tx, row: ImportRow): Promise<Date> => {
  const { rows } = await sql<{ at: Date | null }>`
    select min(created_at) as at from imports
    where store_id = ${row.storeId} and kind = 'stock' and file_hash = ${row.fileHash} and status = 'done'`.execute(
    tx.db,
  )
  return rows[0]?.at ?? row.createdAt
}
