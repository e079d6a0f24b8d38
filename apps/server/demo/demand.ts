import { type Day, addDays, epochDay, weekday } from '@suite/kernel'

/** Sunday … Saturday. */
const WEEK = [0.9, 0.82, 0.8, 0.88, 1, 1.36, 1.3]
/** January … December. */
const YEAR = [0.93, 0.95, 1, 1.05, 1.02, 1.05, 1.08, 1.06, 1, 0.98, 1, 1.06]
/** Factors for the day itself, one day off and two days off. */
const FOUR_TWENTY = [3.1, 1.9, 1.35]
const GREEN_WEDNESDAY = [2.2, 1.35, 1.1]
/** July 10: oil and concentrates. */
const OIL_DAY = [2.1, 1.2]
const OTHERS_ON_OIL_DAY = [1.15]
const YEARLY_GROWTH = 1.22

/** Thanksgiving is the fourth Thursday of November; Green Wednesday is the day before. */
const greenWednesday = (year: number): Day => {
  const first = `${year}-11-01`
  const toThursday = (4 - weekday(first) + 7) % 7
  return addDays(first, toThursday + 20)
}

const near = (day: Day, feast: Day, factors: readonly number[]): number =>
  factors[Math.abs(epochDay(day) - epochDay(feast))] ?? 1

/** Paydays are the 1st and the 15th; the money lasts two more days. */
const payday = (day: Day): number => {
  const date = Number(day.slice(8))
  if (date === 1 || date === 15) return 1.22
  return date === 2 || date === 3 || date === 16 || date === 17 ? 1.12 : 1
}

const FIXED: Readonly<Record<string, number>> = {
  '12-24': 1.3,
  '12-25': 0.35,
  '12-31': 1.55,
  '01-01': 0.6,
  '07-03': 1.3,
  '07-04': 0.85,
}

/**
 * How busy a day is against an average one, by category: week, season, payday, cannabis holidays and growth. Made once a
 * day, asked for every product.
 */
export const dayFactors = (day: Day, lastDay: Day): ((category: string) => number) => {
  const year = Number(day.slice(0, 4))
  const green = greenWednesday(year)
  const growth = YEARLY_GROWTH ** ((epochDay(day) - epochDay(lastDay)) / 365)
  const common =
    (WEEK[weekday(day)] ?? 1) *
    (YEAR[Number(day.slice(5, 7)) - 1] ?? 1) *
    payday(day) *
    near(day, `${year}-04-20`, FOUR_TWENTY) *
    near(day, green, GREEN_WEDNESDAY) *
    (day === addDays(green, 1) ? 0.5 : 1) *
    (FIXED[day.slice(5)] ?? 1) *
    growth
  const oil = common * near(day, `${year}-07-10`, OIL_DAY)
  const other = common * near(day, `${year}-07-10`, OTHERS_ON_OIL_DAY)
  return (category) => (category === 'Concentrates' || category === 'Vapes' ? oil : other)
}

/** Share of lines sold at a discount, and how deep, in percent. */
export const promotion = (day: Day): { share: number; percents: readonly number[] } => {
  const date = day.slice(5)
  if (date === '04-20' || day === greenWednesday(Number(day.slice(0, 4))))
    return { share: 0.85, percents: [20, 25] }
  return weekday(day) === 2 ? { share: 0.35, percents: [15] } : { share: 0.12, percents: [10, 15, 20] }
}
