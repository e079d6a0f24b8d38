import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bottomUp,
  isLeaf,
  reconcile,
  reconcileAboveZero,
  structuralVariance,
  topDown,
  treeOf,
  type Tree,
} from './index.ts'

interface Case {
  readonly tree: Tree
  readonly parents: readonly number[]
  readonly base: readonly number[]
  readonly variance: readonly number[]
}

/** A random forest: each node hangs below an earlier one or is a root. */
const someCase: fc.Arbitrary<Case> = fc
  .array(
    fc.record({
      above: fc.nat(),
      root: fc.integer({ min: 0, max: 9 }),
      base: fc.double({ min: 0, max: 1000, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 100, noNaN: true }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((nodes) => {
    const parents = nodes.map(({ above, root }, node) => (node === 0 || root === 0 ? -1 : above % node))
    return {
      parents,
      tree: treeOf(parents),
      base: nodes.map(({ base }) => base),
      variance: nodes.map(({ variance }) => variance),
    }
  })

const agrees = (tree: Tree, values: Float64Array): void => {
  for (const [node, children] of tree.children.entries())
    if (children.length > 0) {
      const sum = children.reduce((total, child) => total + values[child]!, 0)
      expect(Math.abs(values[node]! - sum)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(sum)))
    }
}
const close = (a: Float64Array, b: Float64Array, within = 1e-7): void =>
  a.forEach((value, i) =>
    expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(value))),
  )

describe('reconciling', () => {
  it('makes totals agree', () => {
    fc.assert(
      fc.property(someCase, ({ tree, base, variance }) => agrees(tree, reconcile(tree, base, variance))),
    )
  })

  it('leaves forecasts that agree as they are', () => {
    fc.assert(
      fc.property(someCase, ({ tree, base, variance }) => {
        const agreeing = bottomUp(tree, base)
        close(reconcile(tree, agreeing, variance), agreeing)
        close(reconcileAboveZero(tree, agreeing, variance), agreeing)
      }),
    )
  })

  it('lies no farther from the own forecasts, by their variances, than any other totals that agree', () => {
    const distance = ({ base, variance }: Case, values: Float64Array): number =>
      values.reduce((sum, value, node) => sum + (value - base[node]!) ** 2 / variance[node]!, 0)
    fc.assert(
      fc.property(
        someCase,
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (some, moves) => {
          const best = reconcile(some.tree, some.base, some.variance)
          const other = bottomUp(
            some.tree,
            best.map((value, node) => value + moves[node]!),
          )
          expect(distance(some, best)).toBeLessThanOrEqual(distance(some, other) * (1 + 1e-9) + 1e-6)
        },
      ),
    )
  })

  it('goes below zero nowhere when told not to, and still agrees', () => {
    fc.assert(
      fc.property(someCase, ({ tree, base, variance }) => {
        const agreed = reconcileAboveZero(tree, base, variance)
        agrees(tree, agreed)
        expect(Math.min(...agreed)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('does not depend on the order of the nodes', () => {
    fc.assert(
      fc.property(
        someCase,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ parents, base, variance, tree }, keys) => {
          const draws = parents.map(() => keys.next().value as number)
          // place[node]: where the node stands in the other order
          const order = parents.map((_, node) => node).sort((a, b) => draws[a]! - draws[b]!)
          const place = parents.map((_, node) => order.indexOf(node))
          const turned = reconcile(
            treeOf(order.map((node) => (parents[node] === -1 ? -1 : place[parents[node]!]!))),
            order.map((node) => base[node]!),
            order.map((node) => variance[node]!),
          )
          close(
            Float64Array.from(parents, (_, node) => turned[place[node]!]!),
            reconcile(tree, base, variance),
          )
        },
      ),
    )
  })

  it('shares what is lacking by variance, and moves nothing that is certain', () => {
    const tree = treeOf([-1, 0, 0])
    expect([...reconcile(tree, [13, 4, 6], [0, 1, 2])]).toEqual([13, 5, 8])
    expect([...reconcile(tree, [13, 4, 6], [1, 0, 0])]).toEqual([10, 4, 6])
  })

  it('finds a node without a forecast of its own from the others', () => {
    const tree = treeOf([-1, 0, 0])
    expect([...reconcile(tree, [Number.NaN, 4, 6], [Infinity, 1, 1])]).toEqual([10, 4, 6])
    expect([...reconcile(tree, [12, 4, Number.NaN], [1, 1, Infinity])]).toEqual([12, 4, 8])
  })

  it('holds a leaf at zero rather than below it', () => {
    const tree = treeOf([-1, 0, 0])
    expect([...reconcileAboveZero(tree, [3, 1, 9], [0, 5, 5])]).toEqual([3, 0, 3])
  })
})

describe('the tree and its shares', () => {
  it('refuses parents that are not there and circles', () => {
    expect(() => treeOf([-1, 7])).toThrow(/not in the tree/)
    expect(() => treeOf([1, 0])).toThrow(/circle/)
  })

  it('shares a root down by weights so that it comes together again', () => {
    fc.assert(
      fc.property(someCase, ({ tree, base, variance }) => {
        const shared = topDown(tree, base, variance)
        close(bottomUp(tree, shared), shared)
        for (const root of tree.roots) expect(shared[root]).toBe(base[root])
      }),
    )
    expect([...topDown(treeOf([-1, 0, 0]), [10, 0, 0], [0, 0, 0])]).toEqual([10, 5, 5])
    expect([...topDown(treeOf([-1, 0, 0]), [10, 0, 0], [0, 3, 1])]).toEqual([10, 7.5, 2.5])
  })

  it('counts leaves for structural variances', () => {
    const tree = treeOf([-1, 0, 0, 1, 1])
    expect([...structuralVariance(tree)]).toEqual([3, 2, 1, 1, 1])
    expect(isLeaf(tree, 2)).toBe(true)
  })
})
