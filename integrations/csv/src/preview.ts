import type { CanonicalRow, FileLayout, IgnoredRow, RefusedRow } from './canonical.ts'
import { add, multiply, subtract } from './decimal.ts'
import { createDecoder } from './decode.ts'
import { BatchBuilder } from './batch.ts'
import { noneIgnored } from './notes.ts'
import { RowTokenizer } from './tokenize.ts'

export interface Preview {
  /** The first `n` rows that would be taken. */
  readonly rows: readonly CanonicalRow[]
  /** The first `n` rows that would be refused. */
  readonly refused: readonly RefusedRow[]
  /** The first `n` rows that would be passed over. */
  readonly ignored: readonly IgnoredRow[]
  /** Over the whole sample. `kinds` counts sale lines by receipt kind and other rows by their type. */
  readonly counts: {
    readonly rows: number
    readonly refused: number
    readonly ignored: number
    readonly ignoredBy: Readonly<Record<IgnoredRow['reason'], number>>
    readonly kinds: Readonly<Record<string, number>>
  }
  /** Sums over the sample's taken rows, void ones left out; `net` is null when the file holds no sales. */
  readonly sums: { readonly quantity: string; readonly net: string | null }
}

export interface PreviewOptions {
  /** ISO 8601; without it no date counts as future. */
  readonly now?: string
  /** True when the sample is the whole file; otherwise its last, probably cut, line is left out. */
  readonly whole?: boolean
}

/**
 * What an import of this file would do, judged by its sample: rows, refusals and sums for the mapping screen.
 * @throws AppError `layout_mismatch`, `ambiguous_dates` or `not_a_table`, as `readRows`
 */
export const previewFile = (
  sample: Uint8Array,
  layout: FileLayout,
  n: number,
  options: PreviewOptions = {},
): Preview => {
  const decoder = createDecoder(layout.encoding)
  const text = decoder.write(sample) + decoder.end()
  const batch = new BatchBuilder(layout, options.now === undefined ? null : Date.parse(options.now))
  const tokenizer = new RowTokenizer(layout.delimiter)
  tokenizer.push(options.whole === true ? text : wholeLines(text))
  tokenizer.end()
  for (let cells = tokenizer.next(); cells !== null; cells = tokenizer.next())
    batch.accept(cells, tokenizer.line, tokenizer.unclosedQuote)
  batch.finish()
  const { rows, refused, ignored } = batch.takeLast()
  return {
    rows: rows.slice(0, n),
    refused: refused.slice(0, n),
    ignored: ignored.slice(0, n),
    counts: {
      rows: rows.length,
      refused: refused.length,
      ignored: ignored.length,
      ignoredBy: reasonCounts(ignored),
      kinds: kindCounts(rows),
    },
    sums: sumsOf(rows),
  }
}

const wholeLines = (text: string): string => {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end <= 0 ? text : text.slice(0, end + 1)
}

const reasonCounts = (ignored: readonly IgnoredRow[]): Record<IgnoredRow['reason'], number> => {
  const counts = noneIgnored()
  for (const { reason } of ignored) counts[reason]++
  return counts
}

const kindCounts = (rows: readonly CanonicalRow[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const row of rows) {
    const kind = row.type === 'sale_line' ? row.kind : row.type
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

const sumsOf = (rows: readonly CanonicalRow[]): Preview['sums'] => {
  let quantity = '0'
  let net: string | null = null
  for (const row of rows) {
    if (row.type === 'stock') quantity = add(quantity, row.quantity)
    if (row.type !== 'sale_line' || row.kind === 'void') continue
    quantity = add(quantity, row.quantity)
    const gross = row.grossAmount ?? multiply(row.quantity, row.unitPrice)
    net = add(net ?? '0', subtract(gross, row.discount))
  }
  return { quantity, net }
}
