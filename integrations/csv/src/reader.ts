import { BatchBuilder } from './batch.ts'
import type { FileLayout, ReadBatch } from './canonical.ts'
import { dateCells, majorityOrder } from './date-order.ts'
import { type DateOrder, orderMatters } from './dates.ts'
import { createDecoder } from './decode.ts'
import { RowTokenizer } from './tokenize.ts'

export interface ReadOptions {
  /** The moment of import, ISO 8601; rows dated more than a day later are refused. */
  readonly now: string
  /** Rows after which a batch is handed out, 5,000 by default; the first holds at least the 2,000 looked at ahead. */
  readonly batchRows?: number
  readonly signal?: AbortSignal
}

/**
 * Reads a whole file in batches, in bounded memory: every data line comes out exactly once, as a row, refused, or ignored
 * (blank, totals, repeated header). Where the chunks are cut makes no difference.
 * @throws AppError `layout_mismatch` when the header row is not the layout's, `ambiguous_dates` when the layout leaves the
 * date order open and the first 2,000 rows do too (see `decideDateOrder`), `not_a_table`; and the signal's reason when
 * aborted
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  layout: FileLayout,
  options: ReadOptions,
): AsyncGenerator<ReadBatch> {
  const batchRows = options.batchRows ?? 5000
  const batch = new BatchBuilder(layout, Date.parse(options.now))
  for await (const { tokenizer, bytesRead } of tokenized(chunks, layout, options.signal)) {
    for (let cells = tokenizer.next(); cells !== null; cells = tokenizer.next()) {
      batch.accept(cells, tokenizer.line, tokenizer.unclosedQuote)
      if (batch.size >= batchRows) yield batch.take(tokenizer.linesRead, bytesRead)
    }
    batch.progress(tokenizer.linesRead, bytesRead)
    options.signal?.throwIfAborted()
  }
  batch.finish()
  if (!batch.isEmpty()) yield batch.takeLast()
}

/** Feeds chunk after chunk to one tokenizer; the last round comes after the end of the file. */
export async function* tokenized(
  chunks: AsyncIterable<Uint8Array>,
  layout: Pick<FileLayout, 'encoding' | 'delimiter'>,
  signal?: AbortSignal,
): AsyncGenerator<{ tokenizer: RowTokenizer; bytesRead: number }> {
  const decoder = createDecoder(layout.encoding)
  const tokenizer = new RowTokenizer(layout.delimiter)
  let bytesRead = 0
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    bytesRead += chunk.length
    const text = decoder.write(chunk)
    if (text === '') continue
    tokenizer.push(text)
    yield { tokenizer, bytesRead }
  }
  tokenizer.push(decoder.end())
  tokenizer.end()
  yield { tokenizer, bytesRead }
}

/**
 * Reads a whole file for one thing only: the first dates that show whether day or month comes first. Quick, and stops
 * early; `auto` when the whole file leaves it open and a person must say.
 */
export const decideDateOrder = async (
  chunks: AsyncIterable<Uint8Array>,
  layout: FileLayout,
  signal?: AbortSignal,
): Promise<DateOrder> => {
  let matters = false
  for await (const { tokenizer } of tokenized(chunks, layout, signal)) {
    const rows: string[][] = []
    for (let cells = tokenizer.next(); cells !== null; cells = tokenizer.next()) rows.push(cells)
    const cells = dateCells(layout, rows)
    const order = majorityOrder(cells)
    if (order !== null) return order
    matters ||= cells.some(orderMatters)
  }
  return matters ? 'auto' : 'ymd'
}
