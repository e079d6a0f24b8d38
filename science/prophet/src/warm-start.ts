import type { Column } from './columns.ts'
import { columnsOf } from './columns.ts'
import type { Design } from './design.ts'
import type { Start } from './gauss-newton.ts'
import type { ProphetModel, Standardization } from './model.ts'

/**
 * An earlier model's parameters as a start on another calendar: its line is carried over by days and units, each bend goes to
 * the nearest changepoint, and coefficients to the columns of the same name. Undefined for a model of another growth or
 * without noise, whose parameters would mislead.
 */
export function startFrom(
  model: ProphetModel,
  design: Design,
  valueScale: number,
  scaling: Readonly<Record<string, Standardization>>,
): Start | undefined {
  const { growth } = model.settings
  if (growth !== design.growth || model.noise === 0) return undefined
  // An exponent has no units; a trend is in those of the series.
  const units = growth === 'logistic' ? 1 : model.valueScale / valueScale
  return {
    trend: trendOf(model, design, units),
    weights: weightsOf(model, design, model.valueScale / valueScale, scaling),
  }
}

function trendOf(model: ProphetModel, design: Design, units: number): Float64Array {
  const trend = new Float64Array(design.trendSize)
  const perSpan = (units * design.spanDays) / model.spanDays
  const began = (design.firstDay - model.firstDay) / model.spanDays
  const { offset, slope, changes, changepointDays } = model.trend
  const isLogistic = design.growth === 'logistic'
  let level = (isLogistic ? -slope * offset : offset) + slope * began
  let rate = slope
  changes.forEach((change, j) => {
    const at = (changepointDays[j]! - model.firstDay) / model.spanDays
    if (at <= began) {
      level += change * (began - at)
      rate += change
    } else {
      const nearest = nearestChangepoint(design, changepointDays[j]!)
      if (nearest >= 0) trend[2 + nearest]! += change * perSpan
    }
  })
  if (design.trendSize > 1) trend[1] = rate * perSpan
  if (!isLogistic) trend[0] = level * units
  else trend[0] = trend[1] === 0 ? 0 : -level / trend[1]!
  return trend
}

function nearestChangepoint({ changepointDays }: Design, day: number): number {
  let nearest = -1
  changepointDays.forEach((candidate, j) => {
    if (nearest < 0 || Math.abs(candidate - day) < Math.abs(changepointDays[nearest]! - day)) nearest = j
  })
  return nearest
}

function weightsOf(
  model: ProphetModel,
  design: Design,
  units: number,
  scaling: Readonly<Record<string, Standardization>>,
): Float64Array {
  const known = new Map(
    columnsOf(model.settings).map((column, k) => [nameOf(column), model.coefficients[k]!]),
  )
  return Float64Array.from(design.order, (index) => {
    const column = design.columns[index]!
    const coefficient = (known.get(nameOf(column)) ?? 0) * (column.mode === 'additive' ? units : 1)
    if (column.kind !== 'regressor') return coefficient
    const before = model.regressorScaling[column.source.name]?.deviation ?? 1
    return (coefficient * scaling[column.source.name]!.deviation) / before
  })
}

/** What tells one coefficient from another, whatever else changed in the settings. */
function nameOf(column: Column): string {
  const { kind, mode } = column
  const { name } = column.source
  if (kind === 'seasonality') return [kind, mode, name, column.wave, column.harmonic].join(' ')
  if (kind === 'holiday') return [kind, mode, name, column.offset].join(' ')
  return [kind, mode, name].join(' ')
}
