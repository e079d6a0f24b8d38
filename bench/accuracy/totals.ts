import { forecastTotals, type Totals } from '@suite/ensemble'

/** Series of whole weeks or months, and how they are tried. */
export interface TotalsSet {
  readonly name: string
  readonly horizons: readonly number[]
  /** Newest origins of each series, one period apart. */
  readonly origins: number
  /** Periods of a year. */
  readonly season: number
  readonly series: readonly Totals[]
}

/** Fewest periods to learn from. */
const LEAST = 15

/** Prints one line per set and horizon: mean absolute percentage errors, and how often the 80 % interval held. */
export const printTotals = (sets: readonly TotalsSet[]): void => {
  console.log('\nTotals: mean absolute percentage error over all periods of the horizon')
  console.table(sets.flatMap((set) => set.horizons.map((horizon) => lineOf(set, horizon))))
}

const lineOf = ({ name, origins, season, series }: TotalsSet, horizon: number) => {
  const errors: Record<string, number[]> = { last: [], year: [], ours: [] }
  let inside = 0
  for (const totals of series) {
    const n = totals.values.length
    for (let end = Math.max(LEAST, n - horizon - origins + 1); end + horizon <= n; end++) {
      const past = { ...totals, ends: slice(totals.ends, end), values: slice(totals.values, end) }
      const { yhat, lower, upper } = forecastTotals(past, horizon)
      for (let h = 0; h < horizon; h++) {
        const sold = totals.values[end + h]!
        const error = (forecast: number): number => Math.abs(forecast / sold - 1)
        errors['last']!.push(error(totals.values[end - 1]!))
        errors['year']!.push(error(totals.values[end + h - season] ?? totals.values[end - 1]!))
        errors['ours']!.push(error(yhat[h]!))
        if (sold >= lower[h]! && sold <= upper[h]!) inside++
      }
    }
  }
  const percent = (list: readonly number[]): number =>
    Math.round((10_000 * list.reduce((sum, value) => sum + value, 0)) / list.length) / 100
  return {
    set: name,
    ahead: horizon,
    'last period %': percent(errors['last']!),
    'a year ago %': percent(errors['year']!),
    'ours %': percent(errors['ours']!),
    'inside 80 %': Math.round((100 * inside) / errors['ours']!.length),
  }
}

const slice = (values: ArrayLike<number>, end: number): number[] => Array.from(values).slice(0, end)
