import { invalid } from '@suite/kernel'
import type { Components } from './components.ts'
import { logistic } from './logistic.ts'
import type { ProphetModel } from './model.ts'
import { quantile } from './quantile.ts'
import { seededRandom } from './seeded-random.ts'

/** How the uncertainty of a forecast is simulated. */
export interface SimulationOptions {
  /** Share of simulated futures between the bounds; defaults to the model's `intervalWidth`. */
  readonly intervalWidth?: number
  /** Simulated futures; Prophet's default is 1,000. */
  readonly paths?: number
  /** The same seed gives the same bounds. */
  readonly seed?: number
}

/**
 * Standardised random futures, by day and then path. They depend on the seed, the days and how often the trend has had
 * the chance to change, but not on the size of the changes or the noise: series of one calendar can share them.
 */
export interface SimulatedPaths {
  readonly paths: number
  /** Deviation of the trend if past changes had a mean absolute size of 1, in scaled units. */
  readonly trend: Float64Array
  /** Standard normal noise. */
  readonly noise: Float64Array
}

/**
 * Draws futures as Prophet does (`sample_predictive_trend`): beyond the history the trend changes at the historical
 * rate (a Poisson process), each change Laplace distributed.
 * @param times scaled time of each day, increasing; 1 is the end of the history
 * @param changepoints number of changepoints in the history, which spans scaled time 0 to 1
 */
export function simulatePaths(
  times: Float64Array,
  changepoints: number,
  paths: number,
  seed: number,
): SimulatedPaths {
  const random = seededRandom(seed)
  const trend = new Float64Array(times.length * paths)
  const noise = new Float64Array(times.length * paths)
  const nextGap = (): number => (changepoints > 0 ? random.exponential() / changepoints : Infinity)
  for (let path = 0; path < paths; path++) {
    let slope = 0
    let intercept = 0
    let nextChange = 1 + nextGap()
    for (let i = 0; i < times.length; i++) {
      while (nextChange <= times[i]!) {
        const change = random.laplace()
        slope += change
        intercept -= change * nextChange
        nextChange += nextGap()
      }
      trend[i * paths + path] = slope * times[i]! + intercept
      noise[i * paths + path] = random.normal()
    }
  }
  return { paths, trend, noise }
}

/** The size of simulated slope changes: the mean absolute past change. Flat growth never changes. */
export function changeScale(model: ProphetModel): number {
  const { changes } = model.trend
  if (changes.length === 0) return 0
  return changes.reduce((sum, change) => sum + Math.abs(change), 0) / changes.length
}

/** Quantiles of the simulated futures of `model` around `components`, in the units of the series. */
export function boundsOf(
  model: ProphetModel,
  components: Components,
  simulated: SimulatedPaths,
  intervalWidth: number,
): { lower: Float64Array; upper: Float64Array } {
  const { paths } = simulated
  const { yhat, multiplicative } = components
  const lower = new Float64Array(yhat.length)
  const upper = new Float64Array(yhat.length)
  const deviations = new Float64Array(paths)
  const changeSize = changeScale(model) * model.valueScale
  const noiseSize = model.noise * model.valueScale
  const tail = (1 - intervalWidth) / 2
  for (let i = 0; i < yhat.length; i++) {
    const trendSize = changeSize * (1 + multiplicative[i]!)
    if (components.saturation) saturatedDeviations(model, components, simulated, i, deviations)
    else
      for (let path = 0; path < paths; path++)
        deviations[path] =
          trendSize * simulated.trend[i * paths + path]! + noiseSize * simulated.noise[i * paths + path]!
    lower[i] = yhat[i]! + quantile(deviations, tail)
    upper[i] = yhat[i]! + quantile(deviations, 1 - tail)
  }
  return { lower, upper }
}

/** The same deviations where the simulated changes bend the exponent of a logistic curve. */
function saturatedDeviations(
  model: ProphetModel,
  { multiplicative, saturation }: Components,
  { paths, trend, noise }: SimulatedPaths,
  day: number,
  deviations: Float64Array,
): void {
  const exponent = saturation!.exponent[day]!
  const capacity = saturation!.capacity[day]! * (1 + multiplicative[day]!)
  const expected = logistic(exponent)
  const changeSize = changeScale(model)
  const noiseSize = model.noise * model.valueScale
  for (let path = 0; path < paths; path++) {
    const at = day * paths + path
    deviations[path] =
      capacity * (logistic(exponent + changeSize * trend[at]!) - expected) + noiseSize * noise[at]!
  }
}

/** Options with their defaults. @throws AppError `bad_simulation` naming the option out of range */
export function simulationOptions(
  options: SimulationOptions,
  model: ProphetModel,
): Required<SimulationOptions> {
  const filled = {
    intervalWidth: options.intervalWidth ?? model.settings.intervalWidth,
    paths: options.paths ?? 1000,
    seed: options.seed ?? 1,
  }
  if (!(filled.intervalWidth > 0 && filled.intervalWidth < 1))
    throw badOption('intervalWidth', 'must lie between 0 and 1')
  if (!(Number.isInteger(filled.paths) && filled.paths >= 1))
    throw badOption('paths', 'must be a whole number above 0')
  if (!Number.isInteger(filled.seed)) throw badOption('seed', 'must be a whole number')
  return filled
}

const badOption = (path: string, message: string) =>
  invalid('bad_simulation', `The forecast's ${path} ${message}.`, [{ path, message }])
