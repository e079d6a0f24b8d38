/** A feature cut into bins: `edges[i]` is the largest value of bin i + 1; bin 0 holds what is missing (NaN). */
export interface BinnedFeature {
  readonly codes: Uint8Array
  readonly edges: Float64Array
}

/** Most rows read for the edges of a feature. */
const SAMPLE = 20_000

/**
 * Cuts a feature at its quantiles into at most `maxBins` (2 to 126) bins of about as many rows each; few distinct values
 * get a bin each.
 */
export const binFeature = (values: Float64Array, maxBins: number): BinnedFeature => {
  const edges = edgesOf(values, maxBins)
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) codes[row] = codeOf(values[row]!, edges)
  return { codes, edges }
}

const edgesOf = (values: Float64Array, maxBins: number): Float64Array => {
  const stride = Math.max(1, Math.floor(values.length / SAMPLE))
  const sample: number[] = []
  for (let row = 0; row < values.length; row += stride)
    if (!Number.isNaN(values[row]!)) sample.push(values[row]!)
  const sorted = Float64Array.from(sample).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (distinct.length <= maxBins) return middles(distinct)
  const cuts = new Set<number>()
  for (let bin = 1; bin < maxBins; bin++) {
    const at = Math.floor((bin * sorted.length) / maxBins)
    if (sorted[at - 1] !== sorted[at]) cuts.add((sorted[at - 1]! + sorted[at]!) / 2)
    else cuts.add(sorted[at]!)
  }
  return Float64Array.from([...cuts].sort((a, b) => a - b))
}

const middles = (distinct: Float64Array): Float64Array =>
  Float64Array.from(
    { length: Math.max(0, distinct.length - 1) },
    (_, i) => (distinct[i]! + distinct[i + 1]!) / 2,
  )

/** The bin of a value: 0 for NaN, else 1 + the number of edges below it. */
export const codeOf = (value: number, edges: Float64Array): number => {
  if (Number.isNaN(value)) return 0
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= edges[middle]!) high = middle
    else low = middle + 1
  }
  return low + 1
}
