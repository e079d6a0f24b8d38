import { existsSync, readFileSync } from 'node:fs'

/** The folder of public data sets beside the repository; it is not part of the project. */
const folder = new URL('../../../../shared/data/', import.meta.url)

/**
 * A column of a CSV file with a date first, or undefined when the file is not there: say so and skip.
 * @param column heading of the value column
 */
export function readDatedColumn(
  file: string,
  column: string,
): { days: number[]; values: Float64Array } | undefined {
  const url = new URL(file, folder)
  if (!existsSync(url)) return undefined
  const [heading = '', ...lines] = readFileSync(url, 'utf8').replaceAll('"', '').trim().split(/\r?\n/)
  const at = heading.split(',').indexOf(column)
  if (at < 1) throw new Error(`${file} has no column ${column}`)
  const rows = lines
    .map((line) => line.split(','))
    .map((cells) => ({ day: Date.parse(`${cells[0]}T00:00:00Z`) / 86_400_000, value: Number(cells[at]) }))
    .sort((a, b) => a.day - b.day)
  return { days: rows.map((row) => row.day), values: Float64Array.from(rows, (row) => row.value) }
}

/** Where the data is expected, for messages. */
export const publicDataHint = '../shared/data (public data sets, not part of the repository)'
