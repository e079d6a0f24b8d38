import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'

/** The public till lines tests and benchmarks run on, beside the repository; it is never part of it. */
export const uciFile = fileURLToPath(
  new URL('../../../../shared/data/uci-online-retail.csv.gz', import.meta.url),
)
/** True where the public data are at hand. */
export const hasUci = existsSync(uciFile)

const LINE = /^[^,]+,([^,]+),(?:"(?:[^"]|"")*"|[^,"]*),(-?\d+),(\d{4}-\d\d-\d\d) /
const FIRST = Date.UTC(2010, 11, 1) / 86_400_000
const DAYS = 374

/**
 * Units sold per day (returns left out) of the `count` products that sold on the most days, 2010-12-01 to 2011-12-09.
 * Each starts with its first sale, as a shop's own history would.
 */
export const uciDailySales = async (
  count: number,
): Promise<{ code: string; firstDay: number; values: Float64Array }[]> => {
  const sold = new Map<string, Float64Array>()
  const lines = createInterface({ input: createReadStream(uciFile).pipe(createGunzip()) })
  for await (const line of lines) {
    const match = LINE.exec(line)
    if (!match) continue
    const [, code = '', quantity, day = ''] = match
    const units = Number(quantity)
    if (units <= 0) continue
    let values = sold.get(code)
    if (!values) sold.set(code, (values = new Float64Array(DAYS)))
    values[Date.parse(day) / 86_400_000 - FIRST]! += units
  }
  return [...sold]
    .sort((a, b) => busy(b[1]) - busy(a[1]))
    .slice(0, count)
    .map(([code, values]) => {
      const start = values.findIndex((units) => units > 0)
      return { code, firstDay: FIRST + start, values: values.slice(start) }
    })
}

const busy = (values: Float64Array): number => values.reduce((days, units) => days + (units > 0 ? 1 : 0), 0)
