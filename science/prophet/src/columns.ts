import { windowOffsets } from './holidays.ts'
import type { Holiday } from './holidays.ts'
import type { FeatureMode, ProphetSettings, Regressor, Seasonality } from './settings.ts'

interface ColumnBase {
  readonly priorScale: number
  readonly mode: FeatureMode
}

/** One coefficient of a model: a sine or cosine, one offset of a holiday's window, or a regressor. */
export type Column = ColumnBase &
  (
    | {
        readonly kind: 'seasonality'
        readonly source: Seasonality
        readonly harmonic: number
        readonly wave: 'sin' | 'cos'
      }
    | { readonly kind: 'holiday'; readonly source: Holiday; readonly offset: number }
    | { readonly kind: 'regressor'; readonly source: Regressor }
  )

/**
 * The columns of a model in the one order its coefficients are stored: seasonalities (sin 1, cos 1, sin 2, …), holiday
 * windows from the earliest offset, regressors, each as listed in the settings.
 */
export function columnsOf(settings: ProphetSettings): Column[] {
  return [
    ...settings.seasonalities.flatMap((source) => seasonalityColumns(source, settings)),
    ...settings.holidays.flatMap((source) => holidayColumns(source, settings)),
    ...settings.regressors.map((source): Column => ({
      kind: 'regressor',
      source,
      priorScale: source.priorScale ?? settings.holidayPriorScale,
      mode: source.mode ?? settings.seasonalityMode,
    })),
  ]
}

function seasonalityColumns(source: Seasonality, settings: ProphetSettings): Column[] {
  const priorScale = source.priorScale ?? settings.seasonalityPriorScale
  const mode = source.mode ?? settings.seasonalityMode
  const waves = ['sin', 'cos'] as const
  return Array.from({ length: source.order }, (_, i) => i + 1).flatMap((harmonic) =>
    waves.map((wave): Column => ({ kind: 'seasonality', source, harmonic, wave, priorScale, mode })),
  )
}

function holidayColumns(source: Holiday, settings: ProphetSettings): Column[] {
  const priorScale = source.priorScale ?? settings.holidayPriorScale
  const mode = source.mode ?? settings.seasonalityMode
  return windowOffsets(source).map((offset): Column => ({
    kind: 'holiday',
    source,
    offset,
    priorScale,
    mode,
  }))
}
