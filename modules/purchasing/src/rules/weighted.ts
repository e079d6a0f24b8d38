/** A value and how much it counts; weights above 0. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

/** Part of a whole; null of nothing. */
export const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** Σ weight × value ÷ Σ weight; null of nothing. */
export const mean = (all: readonly Weighted[]): number | null =>
  share(
    all.reduce((sum, { value, weight }) => sum + value * weight, 0),
    all.reduce((sum, { weight }) => sum + weight, 0),
  )

/**
 * Standard deviation of a sample around its weighted mean, in the values' unit: Σ w (x − x̄)² ÷ (V₁ − V₂ ÷ V₁) with
 * V₁ = Σ w, V₂ = Σ w², unbiased for weights of reliability; null of fewer than two.
 */
export const spread = (all: readonly Weighted[]): number | null => {
  const centre = mean(all)
  if (centre === null || all.length < 2) return null
  const weights = all.reduce((sum, { weight }) => sum + weight, 0)
  const squares = all.reduce((sum, { weight }) => sum + weight ** 2, 0)
  const around = all.reduce((sum, { value, weight }) => sum + weight * (value - centre) ** 2, 0)
  return Math.sqrt(around / (weights - squares / weights))
}
