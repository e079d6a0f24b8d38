import { weekdayOf } from '../rules/daily-demand.ts'

/** A forecast as it stood; index 0 of `mean` is `firstDay`, days since 1970-01-01. */
export interface Stood {
  readonly firstDay: number
  readonly mean: readonly number[]
  /** With what people expected in place of the model. */
  readonly planned: readonly number[]
}

export const PARTS = ['level', 'trend', 'week', 'events', 'model', 'people'] as const
export type Part = (typeof PARTS)[number]

/** Units by which each part moved what is expected of the days both forecasts know; they sum to the whole change. */
export interface Change {
  readonly firstDay: number
  readonly days: number
  readonly beforeUnits: number
  readonly nowUnits: number
  readonly parts: Readonly<Record<Part, number>>
}

/**
 * Takes two forecasts of the same days apart into level, trend, weekly shape and events, and replaces one by one what was
 * by what is: each step's units are that part's. What the four do not hold, the models' own turns, is `model`; what people
 * expect instead is `people`. Null where the two share no day.
 * @param events days on which something is celebrated
 */
export const explainChange = (
  before: Stood,
  now: Stood,
  events: ReadonlySet<number>,
  days: number,
): Change | null => {
  const first = Math.max(before.firstDay, now.firstDay)
  const length = Math.min(
    days,
    before.firstDay + before.mean.length - first,
    now.firstDay + now.mean.length - first,
  )
  if (length < 1) return null
  const [was, is] = [shapeOf(before, events), shapeOf(now, events)]
  const window = Array.from({ length }, (_, i) => first + i)
  const middle = first + (length - 1) / 2
  const sum = (of: (day: number) => number): number => window.reduce((total, day) => total + of(day), 0)
  const line = (level: Shape, trend: Shape) => (day: number) =>
    level.intercept + level.slope * middle + trend.slope * (day - middle)
  const steps = [
    sum((day) => line(was, was)(day) * was.week[weekdayOf(day)]! * was.event(day)),
    sum((day) => line(is, was)(day) * was.week[weekdayOf(day)]! * was.event(day)),
    sum((day) => line(is, is)(day) * was.week[weekdayOf(day)]! * was.event(day)),
    sum((day) => line(is, is)(day) * is.week[weekdayOf(day)]! * was.event(day)),
    sum((day) => line(is, is)(day) * is.week[weekdayOf(day)]! * is.event(day)),
  ] as const
  const meanOf = ({ firstDay, mean }: Stood): number => sum((day) => mean[day - firstDay]!)
  const plannedOf = ({ firstDay, planned }: Stood): number => sum((day) => planned[day - firstDay]!)
  const [meanBefore, meanNow] = [meanOf(before), meanOf(now)]
  const [beforeUnits, nowUnits] = [plannedOf(before), plannedOf(now)]
  return {
    firstDay: first,
    days: length,
    beforeUnits,
    nowUnits,
    parts: {
      level: steps[1] - steps[0],
      trend: steps[2] - steps[1],
      week: steps[3] - steps[2],
      events: steps[4] - steps[3],
      model: meanNow - meanBefore - (steps[4] - steps[0]),
      people: nowUnits - meanNow - (beforeUnits - meanBefore),
    },
  }
}

/** A forecast as a line of days times a weekly shape times what events add. */
interface Shape {
  readonly intercept: number
  readonly slope: number
  /** By weekday, 0 = Sunday; 1 on average. */
  readonly week: readonly number[]
  /** Factor of a day; 1 where nothing is celebrated. */
  event(day: number): number
}

/** Rounds of telling line and weekly shape apart. */
const ROUNDS = 3
/** A weekday that sells less than this share of an average day says nothing of the line, nor a line this low of an event. */
const LEAST_SHARE = 0.05
/** No event sells more than so many ordinary days. */
const MOST_TIMES = 10

const shapeOf = ({ firstDay, mean }: Stood, events: ReadonlySet<number>): Shape => {
  const all = mean.map((units, i) => ({ day: firstDay + i, units }))
  const plain = all.filter(({ day }) => !events.has(day))
  const known = plain.length >= 7 ? plain : all
  const average = known.reduce((sum, { units }) => sum + units, 0) / known.length
  let week: readonly number[] = [1, 1, 1, 1, 1, 1, 1]
  let line = { intercept: 0, slope: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    line = lineThrough(
      known.flatMap(({ day, units }) => {
        const share = week[weekdayOf(day)]!
        return share < LEAST_SHARE ? [] : [{ day, units: units / share }]
      }),
    )
    week = weekOf(known, line)
  }
  return {
    ...line,
    week,
    event: (day) => {
      const expected = (line.intercept + line.slope * day) * week[weekdayOf(day)]!
      if (!events.has(day) || expected <= LEAST_SHARE * average) return 1
      return Math.min(MOST_TIMES, mean[day - firstDay]! / expected)
    },
  }
}

const lineThrough = (known: readonly { readonly day: number; readonly units: number }[]) => {
  const count = known.length
  if (count === 0) return { intercept: 0, slope: 0 }
  const day = known.reduce((sum, point) => sum + point.day, 0) / count
  const units = known.reduce((sum, point) => sum + point.units, 0) / count
  const spread = known.reduce((sum, point) => sum + (point.day - day) ** 2, 0)
  const slope =
    spread === 0
      ? 0
      : known.reduce((sum, point) => sum + (point.day - day) * (point.units - units), 0) / spread
  return { intercept: units - slope * day, slope }
}

const weekOf = (
  points: readonly { readonly day: number; readonly units: number }[],
  { intercept, slope }: { readonly intercept: number; readonly slope: number },
): number[] => {
  const sold = new Float64Array(7)
  const expected = new Float64Array(7)
  for (const { day, units } of points) {
    sold[weekdayOf(day)]! += units
    expected[weekdayOf(day)]! += Math.max(0, intercept + slope * day)
  }
  const raw = [...sold].map((units, weekday) => (expected[weekday]! > 0 ? units / expected[weekday]! : 1))
  const average = raw.reduce((sum, factor) => sum + factor, 0) / 7
  return average > 0 ? raw.map((factor) => factor / average) : raw.map(() => 1)
}
