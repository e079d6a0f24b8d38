/**
 * Minimises a function of a few variables without derivatives (Nelder and Mead, 1965, with the usual coefficients). The
 * function may answer Infinity outside its domain. Deterministic.
 * @param start a point inside the domain
 * @param size edge of the first simplex
 * @param evaluations most calls of `cost`
 */
export const minimise = (
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  size = 0.1,
  evaluations = 400,
): { readonly point: readonly number[]; readonly cost: number } => {
  const spent = { calls: 0 }
  const at = (point: readonly number[]): Vertex => {
    spent.calls++
    const value = cost(point)
    return { point, cost: Number.isNaN(value) ? Infinity : value }
  }
  const simplex = [
    at(start),
    ...start.map((_, i) => at(start.map((value, j) => (i === j ? value + size : value)))),
  ]
  while (spent.calls < evaluations) {
    simplex.sort((a, b) => a.cost - b.cost)
    const [best, worst, second] = [simplex[0]!, simplex.at(-1)!, simplex.at(-2) ?? simplex[0]!]
    if (worst.cost - best.cost <= 1e-10 * (Math.abs(best.cost) + 1e-10)) break
    const centre = centreOf(simplex.slice(0, -1))
    const reflected = at(along(centre, worst.point, -1))
    if (reflected.cost < best.cost) {
      const expanded = at(along(centre, worst.point, -2))
      simplex[simplex.length - 1] = expanded.cost < reflected.cost ? expanded : reflected
    } else if (reflected.cost < second.cost) simplex[simplex.length - 1] = reflected
    else {
      const contracted = at(along(centre, reflected.cost < worst.cost ? reflected.point : worst.point, 0.5))
      if (contracted.cost < Math.min(reflected.cost, worst.cost)) simplex[simplex.length - 1] = contracted
      else for (let i = 1; i < simplex.length; i++) simplex[i] = at(along(best.point, simplex[i]!.point, 0.5))
    }
  }
  return simplex.reduce((a, b) => (b.cost < a.cost ? b : a))
}

interface Vertex {
  readonly point: readonly number[]
  readonly cost: number
}

const centreOf = (vertices: readonly Vertex[]): number[] =>
  vertices[0]!.point.map((_, i) => vertices.reduce((sum, { point }) => sum + point[i]!, 0) / vertices.length)

/** `centre + share × (other − centre)`. */
const along = (centre: readonly number[], other: readonly number[], share: number): number[] =>
  centre.map((value, i) => value + share * (other[i]! - value))
