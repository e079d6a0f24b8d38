import { dayOf } from '@suite/kernel'
import type { Forecaster, Train } from '@suite/ensemble'
import {
  cannabisCalendar,
  componentsOf,
  createCalendarFitter,
  defaultSettings,
  type CalendarFitter,
  type Components,
  type ProphetForecast,
  type ProphetModel,
  type SharedForecaster,
} from '@suite/prophet'
import { STORED_DAYS, type StoredComponents } from '../contract.ts'
import { weekdayOf } from '../rules/daily-demand.ts'

/** Prophet's forecast over all stored days and the parts it is made of. */
export interface FullForecast extends ProphetForecast {
  readonly components: StoredComponents
}

/** Remembers the whole history a model was last asked about: what the ensemble cut the series to. */
export interface Witness extends Forecaster {
  readonly seen: Train | null
}

/** A forecaster that also tells on which training data it was last fitted up to day `end` (exclusive). */
export const witnessed = (model: Forecaster, end: () => number): Witness => {
  let seen: Train | null = null
  return {
    ...model,
    get seen() {
      return seen
    },
    fit(train, horizon) {
      if (train.firstDay + train.values.length === end()) seen = train
      return model.fit(train, horizon)
    },
  }
}

/** Everything products share that begin and end on the same days. */
interface SharedCalendar {
  readonly key: string
  readonly fitter: CalendarFitter
  readonly ahead: SharedForecaster
  /** The year before the forecast and the forecast itself: where effects are read from. */
  readonly effectDays: Int32Array
  readonly effects: SharedForecaster
}

const YEAR = 365
/** Effects smaller than this are not worth a line. */
const LEAST_EFFECT = 0.005
const PATHS = 500
const SEED = 1

/**
 * Fits Prophet as the ensemble does (same settings, same calendar) and forecasts `STORED_DAYS` days with its
 * components. The last calendar is kept: products of one length should come one after another. One per thread.
 */
export const prophetInFull = (): ((train: Train, state: string) => FullForecast) => {
  let shared: SharedCalendar | null = null
  return (train, state) => {
    const key = `${state} ${train.firstDay} ${train.values.length}`
    if (shared?.key !== key) shared = openCalendar(key, train, state)
    const model = shared.fitter.fit(train.values)
    const forecast = shared.ahead.forecast(model, undefined, { paths: PATHS, seed: SEED })
    return { ...forecast, components: partsOf(model, train, shared) }
  }
}

const openCalendar = (key: string, { firstDay, values }: Train, state: string): SharedCalendar => {
  const end = firstDay + values.length
  const last = end + STORED_DAYS - 1
  const settings = defaultSettings(values.length, {
    holidays: cannabisCalendar(yearOf(firstDay - 7), yearOf(last + 7), { state }),
  })
  const fitter = createCalendarFitter(daysFrom(firstDay, values.length), settings)
  const effectDays = daysFrom(end - YEAR, YEAR + STORED_DAYS)
  return {
    key,
    fitter,
    ahead: fitter.forecaster(daysFrom(end, STORED_DAYS)),
    effectDays,
    effects: fitter.forecaster(effectDays),
  }
}

const partsOf = (model: ProphetModel, train: Train, shared: SharedCalendar): StoredComponents => {
  const { terms } = shared.effects.predict(model)
  const { effectDays } = shared
  const end = train.firstDay + train.values.length
  const effect = (name: string): Float64Array | null =>
    terms.find((term) => term.name === name)?.values ?? null
  const at = (values: Float64Array, day: number): number => precise(values[day - effectDays[0]!]!)
  const dated = (values: Float64Array | null, days: readonly number[]): StoredComponents['yearly'] =>
    values === null ? [] : days.map((day) => ({ day: dayOf(day), effect: at(values, day) }))
  return {
    trend: trendOf(model, train.firstDay, end + STORED_DAYS - 1),
    weekly: dated(
      effect('weekly'),
      range(7).map((i) => end + i),
    )
      .map(({ effect: share }, i) => ({ weekday: weekdayOf(end + i), effect: share }))
      .sort((a, b) => a.weekday - b.weekday),
    monthly: dated(
      effect('monthly'),
      range(31).map((i) => end + i),
    ),
    yearly: dated(
      effect('yearly'),
      range(53).map((i) => end - YEAR + 7 * i),
    ),
    holidays: holidaysOf(terms, effectDays, train.firstDay),
  }
}

const holidaysOf = (
  terms: Components['terms'],
  days: Int32Array,
  firstDay: number,
): StoredComponents['holidays'] =>
  terms
    .filter(({ kind }) => kind === 'holiday')
    .flatMap(({ name, values }) =>
      [...days].flatMap((day, i) =>
        day >= firstDay && Math.abs(values[i]!) >= LEAST_EFFECT
          ? [{ name, day: dayOf(day), effect: precise(values[i]!) }]
          : [],
      ),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1))

/** The bends of the trend and its two ends. */
const trendOf = (model: ProphetModel, firstDay: number, lastDay: number): StoredComponents['trend'] => {
  const bends = model.trend.changepointDays.filter((_, j) => Math.abs(model.trend.changes[j]!) > 1e-6)
  const days = [...new Set([firstDay, ...bends, lastDay])].sort((a, b) => a - b)
  const { trend } = componentsOf(
    { ...model, settings: { ...model.settings, seasonalities: [], holidays: [] } },
    days,
  )
  return days.map((day, i) => ({ day: dayOf(day), value: precise(trend[i]!) }))
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i)
const daysFrom = (first: number, length: number): Int32Array =>
  Int32Array.from({ length }, (_, i) => first + i)
const yearOf = (day: number): number => Number(dayOf(day).slice(0, 4))
const precise = (value: number): number => Math.round(value * 1e4) / 1e4
