import { changepointDays } from './changepoints.ts'
import type { Column } from './columns.ts'
import { columnsOf } from './columns.ts'
import { fourierColumn } from './features.ts'
import { holidayPositions } from './holidays.ts'
import { segmentMoments } from './segment-moments.ts'
import type { ProphetSettings } from './settings.ts'

/**
 * The part of the regression that every series on one calendar shares. Columns stand in the solver's order: holidays
 * first (they touch few days and barely overlap, which keeps the Cholesky factor sparse), then multiplicative Fourier
 * columns, then additive ones, and last the regressors and the seasonalities under a condition, which belong to a single
 * series and are not stored here.
 */
export interface Design {
  readonly days: Int32Array
  readonly firstDay: number
  /** Last day minus first, at least 1: the unit of scaled time. */
  readonly spanDays: number
  /** Scaled time of each day, 0 to 1. */
  readonly time: Float64Array
  readonly changepointDays: readonly number[]
  readonly changepointTimes: Float64Array
  /** Segment j covers positions `segments[j]` up to `segments[j + 1]`; one more segment than changepoints. */
  readonly segments: Int32Array
  readonly growth: ProphetSettings['growth']
  /** Trend parameters: offset, then slope and changes unless growth is flat. */
  readonly trendSize: number
  /** Every column of the settings, in stored order. */
  readonly columns: readonly Column[]
  /** Solver position → index into `columns`. Holiday columns without a day in the history are left out. */
  readonly order: Int32Array
  readonly holidayDays: readonly Int32Array[]
  /** Column-major, `fourierCount` × days. */
  readonly fourier: Float64Array
  readonly fourierCount: number
  readonly multiplicativeFourierCount: number
  readonly moments: Float64Array
  /** Indices into `columns` of what belongs to a single series. */
  readonly ownOrder: readonly number[]
  /** 1 where the column multiplies the trend, by solver position. */
  readonly multiplicative: Uint8Array
  /** 1 / prior scale², by solver position. */
  readonly priorWeight: Float64Array
  /** First column a row of the Gram matrix can be non-zero in, by solver position. */
  readonly envelope: Int32Array
  readonly changepointPriorScale: number
}

/** Builds the shared design for strictly increasing observed `days`. Cost: O(days × Fourier columns²). */
export function buildDesign(days: Int32Array, settings: ProphetSettings): Design {
  const columns = columnsOf(settings)
  const firstDay = days[0]!
  const spanDays = Math.max(1, days[days.length - 1]! - firstDay)
  const time = Float64Array.from(days, (day) => (day - firstDay) / spanDays)
  const changes = changepointDays(days, settings)
  const segments = segmentStarts(days, changes)

  const holidays = activeHolidays(columns, days)
  const fourierOrder = fourierIndices(columns)
  const fourier = new Float64Array(fourierOrder.length * days.length)
  fourierOrder.forEach((index, i) => {
    const column = columns[index]!
    if (column.kind === 'seasonality') fourierColumn(column, days, fourier.subarray(i * days.length))
  })
  const ownOrder = columns.flatMap((column, i) => (isShared(column) ? [] : [i]))
  const order = Int32Array.from([...holidays.map((h) => h.index), ...fourierOrder, ...ownOrder])

  return {
    days,
    firstDay,
    spanDays,
    time,
    changepointDays: changes,
    changepointTimes: Float64Array.from(changes, (day) => (day - firstDay) / spanDays),
    segments,
    growth: settings.growth,
    trendSize: settings.growth === 'flat' ? 1 : 2 + changes.length,
    columns,
    order,
    holidayDays: holidays.map((h) => h.positions),
    fourier,
    fourierCount: fourierOrder.length,
    multiplicativeFourierCount: fourierOrder.filter((i) => columns[i]!.mode === 'multiplicative').length,
    // The moments hold while the trend is a line between its bends.
    moments:
      settings.growth === 'logistic'
        ? new Float64Array(0)
        : segmentMoments(fourier, fourierOrder.length, time, segments),
    ownOrder,
    multiplicative: Uint8Array.from(order, (i) => (columns[i]!.mode === 'multiplicative' ? 1 : 0)),
    priorWeight: Float64Array.from(order, (i) => columns[i]!.priorScale ** -2),
    envelope: holidayEnvelope(holidays, order.length),
    changepointPriorScale: settings.changepointPriorScale,
  }
}

/** Whether a column is the same for every series of the calendar. */
const isShared = (column: Column): boolean =>
  column.kind === 'holiday' || (column.kind === 'seasonality' && column.source.condition === undefined)

interface ActiveHoliday {
  readonly index: number
  readonly positions: Int32Array
}

/** A column that is zero throughout the history has its optimum at zero, so the solver need not see it. */
function activeHolidays(columns: readonly Column[], days: Int32Array): ActiveHoliday[] {
  const positionOfDay = new Map<number, number>()
  days.forEach((day, i) => positionOfDay.set(day, i))
  return columns.flatMap((column, index) => {
    if (column.kind !== 'holiday') return []
    const positions = holidayPositions(column.source, column.offset, positionOfDay)
    return positions.length > 0 ? [{ index, positions: Int32Array.from(positions) }] : []
  })
}

/** Multiplicative Fourier columns before additive ones. */
function fourierIndices(columns: readonly Column[]): number[] {
  const ofMode = (mode: string): number[] =>
    columns.flatMap((column, i) =>
      column.kind === 'seasonality' && isShared(column) && column.mode === mode ? [i] : [],
    )
  return [...ofMode('multiplicative'), ...ofMode('additive')]
}

/** Positions at which each segment begins, closed by the number of days. */
function segmentStarts(days: Int32Array, changes: readonly number[]): Int32Array {
  const starts = new Int32Array(changes.length + 2)
  let position = 0
  changes.forEach((change, j) => {
    while (position < days.length && days[position]! < change) position++
    starts[j + 1] = position
  })
  starts[changes.length + 1] = days.length
  return starts
}

function holidayEnvelope(holidays: readonly ActiveHoliday[], size: number): Int32Array {
  const envelope = new Int32Array(size)
  holidays.forEach((holiday, row) => {
    const days = new Set(holiday.positions)
    const meeting = holidays.findIndex((other) => other.positions.some((position) => days.has(position)))
    envelope[row] = Math.min(row, meeting)
  })
  return envelope
}
