import type { FileLayout, RefusedRow } from './canonical.ts'
import { isRefusedColumn, REFUSED_COLUMNS } from './layout.ts'
import { type CsvColumn, streamCsv, unguardText } from './writer.ts'

/**
 * The refused rows of an import as a file to mend and import again: the original header and cells, then `refused_line` and
 * `refused_reason`, which the reader passes over when the file comes back. Cells beyond the header (the row had too many)
 * are glued to the last one.
 */
export const refusedCsv = (
  layout: FileLayout,
  refused: AsyncIterable<RefusedRow> | Iterable<RefusedRow>,
): AsyncGenerator<string> => streamCsv(refused, columnsOf(layout))

const columnsOf = (layout: FileLayout): CsvColumn<RefusedRow>[] => {
  const own = layout.columns.filter(({ header }) => !isRefusedColumn(header))
  const last = own.at(-1)
  return [
    ...own.map((column): CsvColumn<RefusedRow> => ({
      header: column.header,
      type: 'number',
      value: ({ cells }) =>
        unguardText(column === last ? joinRest(cells, column.index, layout) : (cells[column.index] ?? '')),
    })),
    { header: REFUSED_COLUMNS[0], type: 'number', value: ({ line }) => line },
    { header: REFUSED_COLUMNS[1], value: ({ reason }) => reason },
  ]
}

/** Surplus cells are glued to the last one, so that nothing is lost and the columns stay in place. */
const joinRest = (cells: readonly string[], from: number, layout: FileLayout): string => {
  const own = cells.slice(from)
  if (own.length <= 1 || layout.columns.length > from + 1) return own[0] ?? ''
  return own.join(layout.delimiter)
}
