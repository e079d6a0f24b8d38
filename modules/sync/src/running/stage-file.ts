import {
  fingerprint,
  noneIgnored,
  openFile,
  readRows,
  type CanonicalRow,
  type FileFacts,
  type FileLayout,
} from '@suite/csv'
import { refusalOf, stagedLine } from '@suite/sales'
import { stagedCount, stagedProduct } from '@suite/inventory'
import type { Progress } from './progress.ts'
import type { RefusalLog } from './refusals.ts'

const CHUNK_CHARS = 1 << 16
/** Small enough that a batch dies young: larger ones only cost memory. */
const BATCH_ROWS = 500

/** What reading the file found besides its rows. */
export interface ReadFacts {
  accepted: number
  readonly ignored: Record<keyof FileFacts['ignored'], number>
  workbook: FileFacts['workbook']
}

/** Nothing read yet. */
export const noFacts = (): ReadFacts => ({ accepted: 0, ignored: noneIgnored(), workbook: null })

/**
 * The file's rows as COPY text for the staging table of its kind, in chunks of about 64 KB; refused rows go to the log.
 * Holds one batch at a time.
 */
export async function* stagedText(
  file: { path: string; layout: FileLayout; now: Date },
  progress: Progress,
  refusals: RefusalLog,
  facts: ReadFacts,
): AsyncGenerator<string> {
  const { chunks, fileBytes, diskBytesRead, workbook } = await openFile(file.path)
  facts.workbook = workbook
  let text = ''
  const options = { now: file.now.toISOString(), signal: progress.signal, batchRows: BATCH_ROWS }
  for await (const batch of readRows(chunks, file.layout, options)) {
    for (const row of batch.rows) {
      const refusal = row.type === 'sale_line' ? refusalOf(row) : null
      if (refusal === null) {
        text += staged(row)
        facts.accepted += 1
      } else refusals.add({ line: row.line, ...refusal, cells: cellsOf(row, file.layout) })
      if (text.length < CHUNK_CHARS) continue
      yield text
      text = ''
    }
    for (const refused of batch.refused) refusals.add(refused)
    await refusals.drain()
    for (const { reason } of batch.ignored) facts.ignored[reason] += 1
    const read = facts.accepted + refusals.count
    progress.rows(read, refusals.count, diskBytesRead(), diskBytesRead() / fileBytes)
    progress.signal.throwIfAborted()
  }
  if (text !== '') yield text
}

const staged = (row: CanonicalRow): string => {
  if (row.type === 'sale_line') return stagedLine(row, fingerprint(row))
  return row.type === 'stock' ? stagedCount(row) : stagedProduct(row)
}

/** The cells of a row that was read and could yet not be kept, as far as its fields tell. */
const cellsOf = (row: CanonicalRow, layout: FileLayout): string[] =>
  layout.columns.map(({ field }) => {
    const value: unknown = field === null ? null : Reflect.get(row, field)
    return typeof value === 'string' ? value : ''
  })
