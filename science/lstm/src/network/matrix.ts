/**
 * Products of row-major matrices added to what is there already. Each goes through two rows of the sum and four of the inner
 * dimension at a time, so that what is read serves eight multiplications: these loops wait for memory, not for arithmetic.
 * Rows and inner sizes that do not come out even are finished one by one.
 */

/** out (rows × columns) += a (rows × inner) · b (inner × columns), the arrays beginning at their offsets. */
export const addProduct = (
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  rows: number,
  inner: number,
  columns: number,
): void => {
  const even = rows - (rows % 2)
  const fours = inner - (inner % 4)
  for (let row = 0; row < even; row += 2) {
    const to = outAt + row * columns
    const from = aAt + row * inner
    for (let k = 0; k < fours; k += 4)
      addEight(out, to, to + columns, a, from + k, 1, from + inner + k, b, bAt + k * columns, columns)
  }
  for (let row = 0; row < rows; row++)
    for (let k = row < even ? fours : 0; k < inner; k++)
      addOne(out, outAt + row * columns, a[aAt + row * inner + k]!, b, bAt + k * columns, columns)
}

/** out (inner × columns) += aᵀ · b, with a (rows × inner) and b (rows × columns). */
export const addTransposedProduct = (
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  rows: number,
  inner: number,
  columns: number,
): void => {
  const even = inner - (inner % 2)
  const fours = rows - (rows % 4)
  for (let row = 0; row < fours; row += 4)
    for (let k = 0; k < even; k += 2) {
      const to = outAt + k * columns
      const from = aAt + row * inner + k
      addEight(out, to, to + columns, a, from, inner, from + 1, b, bAt + row * columns, columns)
    }
  for (let row = 0; row < rows; row++)
    for (let k = row < fours ? even : 0; k < inner; k++)
      addOne(out, outAt + k * columns, a[aAt + row * inner + k]!, b, bAt + row * columns, columns)
}

/** Two rows of `out` += each its four factors (`step` apart in `a`) times the same four rows of `b`. */
const addEight = (
  out: Float64Array,
  to: number,
  to2: number,
  a: Float64Array,
  from: number,
  step: number,
  from2: number,
  b: Float64Array,
  bAt: number,
  columns: number,
): void => {
  const a0 = a[from]!
  const a1 = a[from + step]!
  const a2 = a[from + 2 * step]!
  const a3 = a[from + 3 * step]!
  const c0 = a[from2]!
  const c1 = a[from2 + step]!
  const c2 = a[from2 + 2 * step]!
  const c3 = a[from2 + 3 * step]!
  // inputs are full of zeros: the days of the week, the events
  if (a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0 && c0 === 0 && c1 === 0 && c2 === 0 && c3 === 0) return
  const b1 = bAt + columns
  const b2 = b1 + columns
  const b3 = b2 + columns
  for (let n = 0; n < columns; n++) {
    const p = b[bAt + n]!
    const q = b[b1 + n]!
    const r = b[b2 + n]!
    const s = b[b3 + n]!
    out[to + n] = out[to + n]! + a0 * p + a1 * q + a2 * r + a3 * s
    out[to2 + n] = out[to2 + n]! + c0 * p + c1 * q + c2 * r + c3 * s
  }
}

const addOne = (
  out: Float64Array,
  to: number,
  factor: number,
  b: Float64Array,
  bAt: number,
  columns: number,
): void => {
  if (factor === 0) return
  for (let n = 0; n < columns; n++) out[to + n] = out[to + n]! + factor * b[bAt + n]!
}

/** The transpose of `source` (rows × columns) written into `out` (columns × rows). */
export const transpose = (
  out: Float64Array,
  source: Float64Array,
  sourceAt: number,
  rows: number,
  columns: number,
): void => {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = source[sourceAt + i * columns + j]!
}
