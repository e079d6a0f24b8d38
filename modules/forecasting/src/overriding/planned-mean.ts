import { epochDay, type Day } from '@suite/kernel'

/** What a person expects on some days in place of the model. */
export interface Override {
  readonly firstDay: Day
  readonly lastDay: Day
  /** `percent`: that much more (below zero: less) than the model; `units_per_day`: so much, whatever the model says. */
  readonly kind: 'percent' | 'units_per_day'
  readonly value: number
}

/** Expected units a day from `firstDay`, with the days people override as they expect them. Never below zero. */
export const plannedMean = (
  firstDay: Day,
  mean: readonly number[],
  overrides: readonly Override[],
): readonly number[] => {
  if (overrides.length === 0) return mean
  const first = epochDay(firstDay)
  const spans = overrides.map((one) => ({ ...one, from: epochDay(one.firstDay), to: epochDay(one.lastDay) }))
  return mean.map((units, index) => {
    const day = first + index
    const override = spans.find(({ from, to }) => day >= from && day <= to)
    return override === undefined ? units : overridden(units, override)
  })
}

const overridden = (units: number, { kind, value }: Override): number =>
  kind === 'units_per_day' ? value : Math.max(0, units * (1 + value / 100))
