/** Pivots below this share of their diagonal are rounding noise of a singular matrix and are lifted to it. */
const pivotFloor = 1e-14

/**
 * Inner product of two runs of `length` entries. Four partial sums let the processor overlap the additions, which
 * otherwise wait for each other.
 */
export function dot(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  let i = 0
  for (; i + 3 < length; i += 4) {
    sum0 += a[aStart + i]! * b[bStart + i]!
    sum1 += a[aStart + i + 1]! * b[bStart + i + 1]!
    sum2 += a[aStart + i + 2]! * b[bStart + i + 2]!
    sum3 += a[aStart + i + 3]! * b[bStart + i + 3]!
  }
  for (; i < length; i++) sum0 += a[aStart + i]! * b[bStart + i]!
  return sum0 + sum1 + (sum2 + sum3)
}

/**
 * Replaces the lower triangle of a symmetric positive definite matrix (row-major, row length `stride`) by its Cholesky
 * factor. The diagonal of the factor is left **inverted**, because the solves only ever divide by it.
 * @param envelope first column of each row that can be non-zero; entries before it are neither read nor written
 */
export function factorize(matrix: Float64Array, size: number, stride: number, envelope: Int32Array): void {
  let i = 0
  while (i < size) {
    const rows = isDenseBlock(envelope, i, size) ? 4 : 1
    if (rows === 4) solveFourRows(matrix, i, stride, envelope, matrix, i * stride, stride)
    const block = i
    for (const end = i + rows; i < end; i++)
      finishRow(matrix, i, stride, envelope, rows === 4 ? block : envelope[i]!)
  }
}

/** True when the next four rows reach back to the first column, so that they can be solved together. */
const isDenseBlock = (envelope: Int32Array, i: number, size: number): boolean =>
  i + 4 <= size && Math.max(envelope[i]!, envelope[i + 1]!, envelope[i + 2]!, envelope[i + 3]!) === 0

/** Eliminates the entries of row `i` from column `from` on, and its pivot. */
function finishRow(
  matrix: Float64Array,
  i: number,
  stride: number,
  envelope: Int32Array,
  from: number,
): void {
  const row = i * stride
  const start = envelope[i]!
  for (let j = from; j < i; j++) {
    const overlap = Math.max(start, envelope[j]!)
    const other = j * stride
    const sum = matrix[row + j]! - dot(matrix, row + overlap, matrix, other + overlap, j - overlap)
    matrix[row + j] = sum * matrix[other + j]!
  }
  const diagonal = matrix[row + i]!
  const pivot = diagonal - dot(matrix, row + start, matrix, row + start, i - start)
  matrix[row + i] = 1 / Math.sqrt(Math.max(pivot, pivotFloor * diagonal, Number.MIN_VALUE))
}

/**
 * Solves L·w = v in place for `count` right-hand sides stored as rows of `rows`, four at a time so that each entry of
 * the factor is loaded once for all four.
 */
export function solveLowerRows(
  factor: Float64Array,
  size: number,
  envelope: Int32Array,
  rows: Float64Array,
  count: number,
): void {
  let n = 0
  for (; n + 3 < count; n += 4) solveFourRows(factor, size, size, envelope, rows, n * size, size)
  for (; n < count; n++) {
    const row = n * size
    for (let i = 0; i < size; i++) {
      const start = envelope[i]!
      const sum = rows[row + i]! - dot(factor, i * size + start, rows, row + start, i - start)
      rows[row + i] = sum * factor[i * size + i]!
    }
  }
}

/** Solves the first `size` entries of four rows of `rows`, `rowStride` apart, from `row0` on. */
function solveFourRows(
  factor: Float64Array,
  size: number,
  stride: number,
  envelope: Int32Array,
  rows: Float64Array,
  row0: number,
  rowStride: number,
): void {
  const row1 = row0 + rowStride
  const row2 = row1 + rowStride
  const row3 = row2 + rowStride
  for (let i = 0; i < size; i++) {
    const at = i * stride
    let sum0 = rows[row0 + i]!
    let sum1 = rows[row1 + i]!
    let sum2 = rows[row2 + i]!
    let sum3 = rows[row3 + i]!
    for (let q = envelope[i]!; q < i; q++) {
      const value = factor[at + q]!
      sum0 -= value * rows[row0 + q]!
      sum1 -= value * rows[row1 + q]!
      sum2 -= value * rows[row2 + q]!
      sum3 -= value * rows[row3 + q]!
    }
    const inverse = factor[at + i]!
    rows[row0 + i] = sum0 * inverse
    rows[row1 + i] = sum1 * inverse
    rows[row2 + i] = sum2 * inverse
    rows[row3 + i] = sum3 * inverse
  }
}

/** Solves Lᵀ·x = v in place for one right-hand side. */
export function solveUpper(
  factor: Float64Array,
  size: number,
  stride: number,
  envelope: Int32Array,
  vector: Float64Array,
): void {
  for (let i = size - 1; i >= 0; i--) {
    const value = vector[i]! * factor[i * stride + i]!
    vector[i] = value
    for (let q = envelope[i]!; q < i; q++) vector[q]! -= value * factor[i * stride + q]!
  }
}
