import { factorize, solveUpper } from './cholesky.ts'

/** Scratch space for problems of one size, so that repeated solves allocate nothing. */
export interface L1Workspace {
  readonly active: Uint8Array
  readonly sign: Float64Array
  readonly members: Int32Array
  readonly factor: Float64Array
  readonly target: Float64Array
  readonly envelope: Int32Array
}

/** Buffers for an L1 problem of up to `size` unknowns. */
export const l1Workspace = (size: number): L1Workspace => ({
  active: new Uint8Array(size),
  sign: new Float64Array(size),
  members: new Int32Array(size),
  factor: new Float64Array(size * size),
  target: new Float64Array(size),
  envelope: new Int32Array(size),
})

/**
 * Minimises ½ uᵀAu − qᵀu + λ·Σ|uₙ| over n ≥ `free`, exactly, by an active set of signs (feature-sign search, Lee,
 * Battle, Raina and Ng, 2007): solve on the active set as if the signs were fixed, stop at the first sign change and
 * drop that unknown, and when no sign changes admit the zero whose gradient exceeds λ the most. The first `free`
 * unknowns carry no penalty and are always active.
 * @param matrix symmetric positive semi-definite, row-major, `size` × `size`
 * @param unknowns start (its zeros and signs are the first active set) and, on return, the minimiser
 */
export function solveL1Quadratic(
  matrix: Float64Array,
  linear: Float64Array,
  size: number,
  free: number,
  penalty: number,
  unknowns: Float64Array,
  space: L1Workspace,
): void {
  const { active, sign } = space
  for (let n = 0; n < size; n++) {
    sign[n] = n < free ? 0 : Math.sign(unknowns[n]!)
    active[n] = n < free || sign[n] !== 0 ? 1 : 0
  }
  // Each admission lowers the objective, so no active set recurs; the cap only stops rounding from cycling.
  for (let admissions = 0; admissions <= 8 * size; admissions++) {
    settleActiveSet(matrix, linear, size, free, penalty, unknowns, space)
    const entering = worstViolation(matrix, linear, size, free, penalty, unknowns, space)
    if (entering < 0) return
    active[entering] = 1
  }
}

/** Moves to the minimiser on the active set, dropping unknowns that reach zero on the way. */
function settleActiveSet(
  matrix: Float64Array,
  linear: Float64Array,
  size: number,
  free: number,
  penalty: number,
  unknowns: Float64Array,
  space: L1Workspace,
): void {
  const { active, sign, members, target } = space
  for (;;) {
    const count = solveActive(matrix, linear, size, penalty, space)
    let step = 1
    let leaving = -1
    for (let i = 0; i < count; i++) {
      const n = members[i]!
      if (n < free || target[i]! * sign[n]! >= 0) continue
      const reach = unknowns[n]! / (unknowns[n]! - target[i]!)
      if (reach < step) {
        step = reach
        leaving = n
      }
    }
    for (let i = 0; i < count; i++) {
      const n = members[i]!
      unknowns[n]! += step * (target[i]! - unknowns[n]!)
    }
    if (leaving < 0) return
    unknowns[leaving] = 0
    active[leaving] = 0
  }
}

/** Solves the stationarity equations of the active unknowns into `target`; returns how many there are. */
function solveActive(
  matrix: Float64Array,
  linear: Float64Array,
  size: number,
  penalty: number,
  space: L1Workspace,
): number {
  const { active, sign, members, factor, target, envelope } = space
  let count = 0
  for (let n = 0; n < size; n++) if (active[n] === 1) members[count++] = n
  for (let i = 0; i < count; i++) {
    const row = members[i]! * size
    for (let j = 0; j <= i; j++) factor[i * size + j] = matrix[row + members[j]!]!
    target[i] = linear[members[i]!]! - penalty * sign[members[i]!]!
  }
  factorize(factor, count, size, envelope)
  for (let i = 0; i < count; i++) {
    let sum = target[i]!
    for (let j = 0; j < i; j++) sum -= factor[i * size + j]! * target[j]!
    target[i] = sum * factor[i * size + i]!
  }
  solveUpper(factor, count, size, envelope, target)
  return count
}

/** The inactive unknown whose gradient exceeds the penalty the most, its sign noted; −1 at the optimum. */
function worstViolation(
  matrix: Float64Array,
  linear: Float64Array,
  size: number,
  free: number,
  penalty: number,
  unknowns: Float64Array,
  space: L1Workspace,
): number {
  let entering = -1
  let worst = penalty * (1 + 1e-9)
  for (let n = free; n < size; n++) {
    if (space.active[n] === 1) continue
    let gradient = linear[n]!
    for (let l = 0; l < size; l++) gradient -= matrix[n * size + l]! * unknowns[l]!
    if (Math.abs(gradient) <= worst) continue
    worst = Math.abs(gradient)
    entering = n
    space.sign[n] = Math.sign(gradient)
  }
  return entering
}
