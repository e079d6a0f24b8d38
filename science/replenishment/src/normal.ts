/**
 * Quantile of the standard normal distribution, |error| < 1.2e-9 relative (P. J. Acklam's rational approximation).
 * @param probability strictly between 0 and 1
 */
export const normalQuantile = (probability: number): number => {
  const low = 0.024_25
  if (probability < low) return tail(Math.sqrt(-2 * Math.log(probability)))
  if (probability > 1 - low) return -tail(Math.sqrt(-2 * Math.log(1 - probability)))
  const q = probability - 0.5
  const r = q * q
  return (q * polynomial(A, r)) / polynomial(B, r)
}

/**
 * Quantile of Student's t, by the Cornish–Fisher expansion about the normal (Abramowitz & Stegun 26.7.5); within 1 % for
 * 3 or more degrees of freedom and probabilities in 0.01…0.99.
 */
export const studentQuantile = (probability: number, degrees: number): number => {
  const z = normalQuantile(probability)
  const z2 = z * z
  const g1 = (z * (z2 + 1)) / 4
  const g2 = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96
  const g3 = (z * (3 * z2 ** 3 + 19 * z2 * z2 + 17 * z2 - 15)) / 384
  const g4 = (z * (79 * z2 ** 4 + 776 * z2 ** 3 + 1482 * z2 * z2 - 1920 * z2 - 945)) / 92_160
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4
}

const A = [
  -3.969_683_028_665_376e1, 2.209_460_984_245_205e2, -2.759_285_104_469_687e2, 1.383_577_518_672_69e2,
  -3.066_479_806_614_716e1, 2.506_628_277_459_239,
]
const B = [
  -5.447_609_879_822_406e1, 1.615_858_368_580_409e2, -1.556_989_798_598_866e2, 6.680_131_188_771_972e1,
  -1.328_068_155_288_572e1, 1,
]
const C = [
  -7.784_894_002_430_293e-3, -3.223_964_580_411_365e-1, -2.400_758_277_161_838, -2.549_732_539_343_734,
  4.374_664_141_464_968, 2.938_163_982_698_783,
]
const D = [
  7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416, 1,
]

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

const tail = (q: number): number => polynomial(C, q) / polynomial(D, q)
