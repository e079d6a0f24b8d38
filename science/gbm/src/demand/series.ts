/** Daily units of one product: day `firstDay + i` (days since 1970-01-01) sold `values[i]`; NaN where unknown. */
export interface DemandSeries {
  readonly firstDay: number
  readonly values: Float64Array
  /** A number naming the calendar's event of a day, 0 for an ordinary one; the same event has the same number each year. */
  readonly eventOf?: (day: number) => number
}
