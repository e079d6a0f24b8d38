import { fitObserved, openRoom } from './fit.ts'
import type { FittingRoom } from './fit.ts'
import { defaultLimits } from './gauss-newton.ts'
import { createForecaster } from './forecast.ts'
import type { SharedForecaster } from './forecast.ts'
import type { ProphetModel } from './model.ts'
import type { RegressorValues } from './series.ts'
import { checkDays, observedPositions, pick } from './series.ts'
import type { ProphetSettings } from './settings.ts'
import { validateSettings } from './validate-settings.ts'

/** Fits many series that live on the same days, one after another. */
export interface CalendarFitter {
  /** As `fitProphet` on the fitter's days. NaN is a missing day; `warm` is the last model of this series. */
  fit(values: ArrayLike<number>, regressors?: RegressorValues, warm?: ProphetModel): ProphetModel
  /** A forecaster of `futureDays` for every model of this fitter. */
  forecaster(futureDays: ArrayLike<number>): SharedForecaster
}

/** Calendars of series that started or paused on the same days as another are kept, up to this many. */
const keptRooms = 16

/**
 * A fitter for the nightly batch: the feature matrix, the moments of the trend segments and all buffers are made once
 * for `days` and shared by every series. Series with missing days get a calendar of their own (about the cost of one
 * more fit), kept for the next series missing the same days. Not to be shared between threads.
 * @throws AppError `bad_prophet_settings`, `bad_changepoint` or `bad_series`
 */
export function createCalendarFitter(days: ArrayLike<number>, settings: ProphetSettings): CalendarFitter {
  validateSettings(settings)
  checkDays(days)
  const rooms = new Map<string, FittingRoom>()
  const roomFor = (observed: Int32Array): FittingRoom => {
    const key = missingKey(observed, days.length)
    const known = rooms.get(key)
    if (known !== undefined) return known
    if (rooms.size > keptRooms) for (const old of rooms.keys()) if (old !== '') rooms.delete(old)
    const room = openRoom(Int32Array.from(pick(days, observed)), settings)
    rooms.set(key, room)
    return room
  }
  return {
    fit(values, regressors, warm) {
      const observed = observedPositions(days, values)
      return fitObserved(roomFor(observed), values, observed, regressors, defaultLimits, warm)
    },
    forecaster: (futureDays) => createForecaster(settings, futureDays),
  }
}

/** The gaps of a series as text, empty when there are none. */
function missingKey(observed: Int32Array, length: number): string {
  if (observed.length === length) return ''
  const gaps: string[] = []
  let expected = 0
  for (const position of observed) {
    if (position > expected) gaps.push(`${expected}-${position}`)
    expected = position + 1
  }
  gaps.push(`${expected}-${length}`)
  return gaps.join(',')
}
