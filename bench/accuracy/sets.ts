import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import type { Train } from '@suite/ensemble'
import type { TotalsSet } from './totals.ts'

/** Where the public data lie, beside the project. */
export const dataFolder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** An assumption about licensed shops, Sunday first, as these sets have no days: Fridays and Saturdays sell more. */
const CANNABIS_WEEK = [0.92, 0.88, 0.9, 0.93, 0.99, 1.26, 1.12]
const ALIKE = [1, 1, 1, 1, 1, 1, 1]

const rowsOf = (file: string): string[][] =>
  readFileSync(dataFolder + file, 'utf8')
    .replaceAll('"', '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
const epochOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000

/** Units a day of the products sold on the most days; sales only, from each product's first. */
export const uciPanel = async (count: number): Promise<Train[]> => {
  const line = /^[^,]+,([^,]+),(?:"(?:[^"]|"")*"|[^,"]*),(-?\d+),(\d{4}-\d\d-\d\d) /
  const first = epochOf('2010-12-01')
  const sold = new Map<string, Float64Array>()
  const stream = createReadStream(`${dataFolder}uci-online-retail.csv.gz`).pipe(createGunzip())
  for await (const text of createInterface({ input: stream })) {
    const [, code = '', quantity = '0', date = ''] = line.exec(text) ?? []
    if (!(Number(quantity) > 0)) continue
    const values = sold.get(code) ?? new Float64Array(374)
    sold.set(code, values)
    values[epochOf(date) - first]! += Number(quantity)
  }
  const busy = (values: Float64Array): number => values.filter((units) => units > 0).length
  return [...sold.values()]
    .sort((a, b) => busy(b) - busy(a))
    .slice(0, count)
    .map((values) => {
      const start = values.findIndex((units) => units > 0)
      return { firstDay: first + start, values: values.slice(start) }
    })
}

/** The daily sets of a few series each, too few for a model over all of them. */
export const dailySets = async (): Promise<[string, Train[]][]> => {
  const items = rowsOf('skforecast_simulated_items_sales.csv')
  const manning = rowsOf('prophet_example_wp_log_peyton_manning.csv')
  const daily = (rows: string[][], column: number): Train => {
    const firstDay = epochOf(rows[0]![0]!)
    const values = new Float64Array(epochOf(rows.at(-1)![0]!) - firstDay + 1).fill(Number.NaN)
    for (const row of rows) values[epochOf(row[0]!) - firstDay] = Number(row[column])
    return { firstDay, values }
  }
  return [
    ['three simulated items by day', [1, 2, 3].map((column) => daily(items, column))],
    ['Peyton Manning, logarithm of visits by day', [daily(manning, 1)]],
  ]
}

/** The weekly and monthly sets. */
export const totalSets = (): TotalsSet[] => {
  const monthEnd = (date: string): number => {
    const day = new Date(epochOf(date) * 86_400_000)
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0) / 86_400_000
  }
  const weekly = rowsOf('ct_cannabis_weekly_saturday_merged.csv')
  const weeks = (column: number) => ({
    ends: weekly.map((row) => epochOf(row[0]!)),
    values: weekly.map((row) => Number(row[column])),
    period: 'week' as const,
    state: 'CT',
  })
  const states = rowsOf('us_state_cannabis_monthly.csv')
  const monthly = (rows: string[][], date: number, value: number) => ({
    ends: rows.map((row) => monthEnd(row[date]!)),
    values: rows.map((row) => Number(row[value])),
    period: 'month' as const,
    weekdays: CANNABIS_WEEK,
  })
  const whole = wholeHistories(rowsOf('wa_retailer_monthly.csv'), 48)
  return [
    { name: 'Connecticut adult-use by week', horizons: [4], origins: 52, season: 52, series: [weeks(1)] },
    { name: 'Connecticut medical by week', horizons: [4], origins: 52, season: 52, series: [weeks(2)] },
    {
      name: 'states by month (CO, OR, WA, IL)',
      horizons: [1, 3],
      origins: 12,
      season: 12,
      series: ['CO', 'OR', 'WA', 'IL'].map((state) =>
        monthly(
          states.filter((row) => row[1] === state && Number(row[2]) > 0),
          0,
          2,
        ),
      ),
    },
    {
      name: `Washington retailers by month (${whole.length} licences with 48 months)`,
      horizons: [1, 3],
      origins: 12,
      season: 12,
      series: whole.map((rows) => monthly(rows, 1, 2)),
    },
    {
      name: 'retail sales by month (Prophet example)',
      horizons: [1, 3],
      origins: 24,
      season: 12,
      series: [{ ...monthly(rowsOf('prophet_example_retail_sales.csv'), 0, 1), weekdays: ALIKE }],
    },
  ]
}

/** Licences with `least` months and none missing; a licence that changed hands within a month counts both. */
const wholeHistories = (rows: readonly string[][], least: number): string[][][] => {
  const licences = new Map<string, Map<string, number>>()
  for (const [licence = '', month = '', sold = '0'] of rows) {
    const months = licences.get(licence) ?? new Map<string, number>()
    licences.set(licence, months.set(month, (months.get(month) ?? 0) + Number(sold)))
  }
  const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return [...licences].flatMap(([licence, months]) => {
    const sold = [...months].filter(([, total]) => total > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    const gapless = sold.every(([month], i) => monthNumber(month) === monthNumber(sold[0]![0]) + i)
    return gapless && sold.length >= least
      ? [sold.map(([month, total]) => [licence, `${month}-01`, String(total)])]
      : []
  })
}
