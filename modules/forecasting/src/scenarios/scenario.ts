import { epochDay, type Day } from '@suite/kernel'

/** What would be different on some coming days. */
export interface Scenario {
  readonly firstDay: Day
  readonly lastDay: Day
  /** Percent by which the price changes, and by which a promotion takes off it. */
  readonly pricePercent?: number | undefined
  readonly discountPercent?: number | undefined
  /** Percent more units of the promotion, where a person knows better than the price response. */
  readonly upliftPercent?: number | undefined
  /** Percent more units for any other reason, such as an event next door. */
  readonly eventPercent?: number | undefined
  /** Days the store would be shut. */
  readonly closed: readonly Day[]
}

/** Units and what one brings, by day. */
export interface ScenarioDay {
  readonly units: number
  /** Cents. */
  readonly price: number
}

/**
 * Units and price of each day from `firstDay` under a scenario. Effects multiply: price and discount through the price
 * response, or the discount by the uplift given in its place. A closed day sells nothing, and its sales go nowhere else.
 * @param price cents a unit brings now
 */
export const playThrough = (
  base: { readonly firstDay: Day; readonly units: readonly number[]; readonly price: number },
  scenario: Scenario,
  elasticity: number,
): ScenarioDay[] => {
  const first = epochDay(base.firstDay)
  const [from, to] = [epochDay(scenario.firstDay), epochDay(scenario.lastDay)]
  const closed = new Set(scenario.closed.map(epochDay))
  const { factor, price } = effects(scenario, elasticity)
  return base.units.map((units, i) => {
    const day = first + i
    if (closed.has(day)) return { units: 0, price: base.price }
    if (day < from || day > to) return { units, price: base.price }
    return { units: units * factor, price: base.price * price }
  })
}

const effects = (
  { pricePercent = 0, discountPercent = 0, upliftPercent, eventPercent = 0 }: Scenario,
  elasticity: number,
): { readonly factor: number; readonly price: number } => {
  const change = 1 + pricePercent / 100
  const kept = 1 - discountPercent / 100
  const uplift = upliftPercent === undefined ? kept ** elasticity : 1 + upliftPercent / 100
  return {
    factor: Math.max(0, change ** elasticity * uplift * (1 + eventPercent / 100)),
    price: change * kept,
  }
}
