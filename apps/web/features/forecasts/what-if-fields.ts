import type { Scenario } from './queries'

/** What a person types into the scenario; text until it is asked. */
export interface ScenarioText {
  readonly firstDay: string
  readonly lastDay: string
  readonly price: string
  readonly discount: string
  readonly uplift: string
  readonly event: string
  readonly closed: boolean
}

/** The question a scenario is; null while something typed is no number, or nothing is different. */
export const scenarioOf = (
  text: ScenarioText,
  daysBetween: (from: string, to: string) => string[],
): Scenario | null => {
  const { firstDay, lastDay } = text
  if (firstDay === '' || lastDay === '' || firstDay > lastDay) return null
  const numbers = {
    pricePercent: numberOf(text.price),
    discountPercent: numberOf(text.discount),
    upliftPercent: numberOf(text.uplift),
    eventPercent: numberOf(text.event),
  }
  if (Object.values(numbers).some((value) => Number.isNaN(value))) return null
  const different = numbers.pricePercent ?? numbers.discountPercent ?? numbers.eventPercent
  if (different === undefined && !text.closed) return null
  return {
    firstDay,
    lastDay,
    ...(text.closed ? { closed: daysBetween(firstDay, lastDay).join(',') } : numbers),
  }
}

const numberOf = (text: string): number | undefined =>
  text.trim() === '' ? undefined : Number(text.replace('−', '-').replace(',', '.'))
