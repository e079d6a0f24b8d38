import { invalid } from '@suite/kernel'

/** Daily units of one product, with what else is known of its days. */
export interface LstmSeries {
  /** Days since 1970-01-01 of `values[0]`. */
  readonly firstDay: number
  /** Units a day, oldest first; NaN where unknown, as on days out of stock. Below zero counts as zero. */
  readonly values: Float64Array
  /** Price a unit, from `firstDay` on through the days to be forecast; NaN or missing days count as the usual price. */
  readonly price?: Float64Array
  /** 1 on days with a promotion, 0 without, shares between, from `firstDay` on; NaN or missing days count as none. */
  readonly promotion?: Float64Array
  /** A number naming the calendar's event of a day, 0 for an ordinary one; the same event has the same number each year. */
  readonly eventOf?: (day: number) => number
}

/** @throws AppError `bad_series` for a day that is no whole number or an infinite value, naming the series */
export const checkSeries = (all: readonly LstmSeries[]): void => {
  all.forEach(({ firstDay, values, price, promotion }, i) => {
    if (!Number.isInteger(firstDay))
      throw invalid('bad_series', `series[${i}].firstDay is ${firstDay}; give whole days since 1970-01-01.`)
    for (const [name, column] of Object.entries({ values, price, promotion })) {
      const at = column?.findIndex((value) => value === Infinity || value === -Infinity) ?? -1
      if (at >= 0)
        throw invalid(
          'bad_series',
          `series[${i}].${name}[${at}] is infinite; correct it, or use NaN for an unknown day.`,
        )
    }
  })
}
