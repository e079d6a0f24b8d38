import type { Column } from './columns.ts'

/**
 * Writes one sine or cosine of a seasonality for each epoch day. The phase counts from 1970-01-01, as in Prophet, so
 * the same date always has the same value whatever the history.
 */
export function fourierColumn(
  column: Column & { kind: 'seasonality' },
  days: ArrayLike<number>,
  out: Float64Array,
): void {
  const wave = column.wave === 'sin' ? Math.sin : Math.cos
  for (let i = 0; i < days.length; i++) {
    // Whole turns are taken off first: sine and cosine are quicker and more exact near zero.
    const turns = (column.harmonic * days[i]!) / column.source.periodDays
    out[i] = wave(2 * Math.PI * (turns - Math.floor(turns)))
  }
}
