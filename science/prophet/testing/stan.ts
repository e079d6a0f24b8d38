import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { optimizer } from '@bsull/augurs-prophet-wasmstan'
import { Prophet, initSync } from '@bsull/augurs/prophet'
import type {
  ProphetHoliday,
  ProphetInitialParams,
  ProphetOptimizedParams,
  ProphetOptions,
  ProphetStanData,
} from '@bsull/augurs/prophet'
import { windowOffsets } from '../src/holidays.ts'
import type { RegressorValues, Series } from '../src/series.ts'
import type { ProphetSettings } from '../src/settings.ts'

const SECONDS = 86_400
let ready = false

/** Loads the WebAssembly once. Its own asynchronous `init` cannot read files in Node. */
function load(): void {
  if (ready) return
  const path = createRequire(import.meta.url).resolve('@bsull/augurs/prophet')
  initSync({ module: readFileSync(path.replace(/prophet\.js$/, 'prophet_bg.wasm')) })
  ready = true
}

/** What Stan was given and what it found, with the oracle's own forecast. */
export interface StanFit {
  readonly data: ProphetStanData
  readonly params: ProphetOptimizedParams
  predict(days: ArrayLike<number>, regressors?: RegressorValues): { yhat: number[]; trend: number[] }
}

/**
 * Prophet as Stan compiled to WebAssembly. **Never call it with an all-zero series**: that traps the module, and after
 * some traps it hangs.
 * @param intervals simulate 1,000 futures in each prediction, as the benchmark does
 * @param start where to start from instead of Prophet's own guess
 */
export function fitStan(
  series: Series,
  settings: ProphetSettings,
  {
    intervals = false,
    start,
  }: { intervals?: boolean; start?: (data: ProphetStanData) => ProphetInitialParams } = {},
): StanFit {
  load()
  let data: ProphetStanData | undefined
  let params: ProphetOptimizedParams | undefined
  const prophet = new Prophet({
    ...optionsOf(settings),
    ...(intervals ? { intervalWidth: settings.intervalWidth, uncertaintySamples: 1000 } : {}),
    optimizer: {
      optimize(init, json, options) {
        data = JSON.parse(json) as ProphetStanData
        const output = optimizer.optimize(start?.(data) ?? init, json, options)
        params = output.params
        return output
      },
    },
  })
  addFeatures(prophet, settings)
  const present = Array.from(series.values).flatMap((value, i) => (Number.isNaN(value) ? [] : [i]))
  prophet.fit({
    ds: present.map((i) => series.days[i]! * SECONDS),
    y: present.map((i) => series.values[i]!),
    ...knownOf(settings, series.regressors, present),
  })
  if (data === undefined || params === undefined) throw new Error('Stan was not called')
  return {
    data,
    params,
    predict(days, regressors) {
      const all = Array.from(days, (_, i) => i)
      const result = prophet.predict({
        ds: Array.from(days, (day) => day * SECONDS),
        ...knownOf(settings, regressors, all),
      })
      return { yhat: result.yhat.point, trend: result.trend.point }
    },
  }
}

function optionsOf(settings: ProphetSettings): Omit<ProphetOptions, 'optimizer'> {
  const off = { type: 'manual', enabled: false } as const
  const { changepoints } = settings
  return {
    growth: settings.growth,
    seasonalityMode: settings.seasonalityMode,
    holidaysMode: settings.holidays[0]?.mode ?? settings.seasonalityMode,
    yearlySeasonality: off,
    weeklySeasonality: off,
    dailySeasonality: off,
    changepointPriorScale: settings.changepointPriorScale,
    seasonalityPriorScale: settings.seasonalityPriorScale,
    holidaysPriorScale: settings.holidayPriorScale,
    holidays: holidaysOf(settings),
    ...(changepoints.kind === 'given'
      ? { changepoints: changepoints.days.map((day) => day * SECONDS) }
      : { nChangepoints: changepoints.count, changepointRange: changepoints.range }),
  }
}

/** One holiday per offset of a window: the oracle would give a longer occurrence a single shared column. */
function holidaysOf(settings: ProphetSettings): Map<string, ProphetHoliday> {
  const holidays = new Map<string, ProphetHoliday>()
  for (const holiday of settings.holidays)
    for (const offset of windowOffsets(holiday))
      holidays.set(`${holiday.name} ${offset}`, {
        priorScale: holiday.priorScale ?? settings.holidayPriorScale,
        occurrences: holiday.days.map((day) => ({
          start: (day + offset) * SECONDS,
          end: (day + offset + 1) * SECONDS,
        })),
      })
  return holidays
}

function addFeatures(prophet: Prophet, settings: ProphetSettings): void {
  for (const { name, periodDays, order, priorScale, mode, condition } of settings.seasonalities)
    prophet.addSeasonality(name, {
      period: periodDays,
      fourierOrder: order,
      priorScale: priorScale ?? settings.seasonalityPriorScale,
      mode: mode ?? settings.seasonalityMode,
      ...(condition === undefined ? {} : { conditionName: condition }),
    })
  for (const { name, priorScale, mode, standardize } of settings.regressors)
    prophet.addRegressor(name, {
      priorScale: priorScale ?? settings.holidayPriorScale,
      mode: mode ?? settings.seasonalityMode,
      standardize: standardize === true ? 'yes' : standardize === false ? 'no' : 'auto',
    })
}

/** What is known of each day, as the oracle wants it. */
function knownOf(
  settings: ProphetSettings,
  values: RegressorValues | undefined,
  positions: readonly number[],
): {
  x?: Map<string, number[]>
  cap?: number[]
  floor?: number[]
  seasonalityConditions?: Map<string, boolean[]>
} {
  const column = (name: string): number[] => positions.map((i) => values?.[name]?.[i] ?? Number.NaN)
  const conditions = settings.seasonalities.flatMap(({ condition }) =>
    condition === undefined ? [] : [condition],
  )
  return {
    ...(settings.regressors.length > 0
      ? { x: new Map(settings.regressors.map(({ name }) => [name, column(name)])) }
      : {}),
    ...(conditions.length > 0
      ? {
          seasonalityConditions: new Map(
            conditions.map((name) => [name, column(name).map((on) => on === 1)]),
          ),
        }
      : {}),
    ...(settings.growth === 'logistic' ? { cap: column('cap') } : {}),
    ...(settings.growth === 'logistic' && values?.['floor'] !== undefined ? { floor: column('floor') } : {}),
  }
}
