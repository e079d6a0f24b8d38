import type { Reported, Sold } from './group-lines.ts'
import type { Parts } from './parts.ts'

/** A receipt of the till with what the state holds of it. `live` are reports that stand, the best fitting first. */
export interface Pair {
  readonly sold: Sold
  readonly live: readonly Reported[]
  readonly struckOut: readonly Reported[]
}

/** Receipts of both sides brought together. */
export interface Paired {
  readonly pairs: readonly Pair[]
  /** Standing reports that no receipt of the till answers to. */
  readonly unclaimed: readonly Reported[]
}

/**
 * Brings receipts together: by the till's number, and where the state was told none, or one the till does not know, by
 * package, quantity and time. A report under the number of another receipt of the till is never taken for this one.
 */
export const pairReceipts = (
  sold: readonly Sold[],
  reported: readonly Reported[],
  tillNumbers: ReadonlySet<string>,
  clocksMs: number,
  slack: (quantity: Parts) => Parts = () => 0,
): Paired => {
  const byNumber = Map.groupBy(reported, ({ key }) => key ?? '')
  const own = new Set(sold.map(({ key }) => key))
  const isLoose = ({ key }: Reported): boolean => key === null || (!own.has(key) && !tillNumbers.has(key))
  const standing = new LooseReports(
    reported.filter((each) => !each.voided && isLoose(each)),
    slack,
  )
  const struckOut = new LooseReports(
    reported.filter((each) => each.voided && isLoose(each)),
    slack,
  )
  const pairs = sold.map((receipt): Pair => {
    const numbered = byNumber.get(receipt.key) ?? []
    const wanted = wantedOf(receipt)
    return {
      sold: receipt,
      live: numbered
        .filter(({ voided }) => !voided)
        .sort((a, b) => Math.abs(a.quantity - wanted) - Math.abs(b.quantity - wanted)),
      struckOut: numbered.filter(({ voided }) => voided),
    }
  })
  // sales that stand claim reports that stand before anything struck out claims one
  const alone = pairs
    .filter(({ live, struckOut: gone }) => live.length + gone.length === 0)
    .map(({ sold: one }) => one)
  const claims = new Map([
    ...standing.claim(
      alone.filter((one) => one.live !== 0),
      clocksMs,
    ),
    ...standing.claim(
      alone.filter((one) => one.live === 0),
      clocksMs,
    ),
  ])
  const still = alone.filter((one) => !claims.has(one.key))
  const gone = struckOut.claim(still, clocksMs)
  const foreign = reported.filter(
    ({ key, voided }) => !voided && key !== null && !own.has(key) && tillNumbers.has(key),
  )
  return {
    pairs: pairs.map((pair) => ({
      ...pair,
      live: [...pair.live, ...listOf(claims.get(pair.sold.key))],
      struckOut: [...pair.struckOut, ...listOf(gone.get(pair.sold.key))],
    })),
    unclaimed: [...standing.left(), ...foreign].sort((a, b) => a.at - b.at),
  }
}

const wantedOf = (sold: Sold): Parts => (sold.live === 0 ? sold.voided : sold.live)
const listOf = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one])

/** Reports to be claimed once each, by quantity and nearest time. */
class LooseReports {
  readonly #inOrder: readonly Reported[]
  readonly #slack: (quantity: Parts) => Parts
  readonly #taken = new Set<Reported>()

  constructor(reports: readonly Reported[], slack: (quantity: Parts) => Parts) {
    this.#inOrder = reports.toSorted((a, b) => a.at - b.at)
    this.#slack = slack
  }

  /** Gives each receipt, by its number, the report nearest to it; the nearest pairs go first. */
  claim(receipts: readonly Sold[], withinMs: number): Map<string, Reported> {
    const near = receipts
      .flatMap((sold) => this.#around(sold, withinMs).map((report) => ({ sold, report })))
      .sort((a, b) => apart(a) - apart(b))
    const claimed = new Map<string, Reported>()
    for (const { sold, report } of near) {
      if (claimed.has(sold.key) || this.#taken.has(report)) continue
      claimed.set(sold.key, report)
      this.#taken.add(report)
    }
    return claimed
  }

  #around(sold: Sold, withinMs: number): Reported[] {
    const wanted = wantedOf(sold)
    const slack = this.#slack(wanted)
    const near: Reported[] = []
    for (let place = this.#firstAt(sold.at - withinMs); place < this.#inOrder.length; place += 1) {
      const report = this.#inOrder[place]
      if (report === undefined || report.at > sold.at + withinMs) break
      if (Math.abs(report.quantity - wanted) <= slack && !this.#taken.has(report)) near.push(report)
    }
    return near
  }

  #firstAt(at: number): number {
    let [low, high] = [0, this.#inOrder.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#inOrder[middle]?.at ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  left(): Reported[] {
    return this.#inOrder.filter((report) => !this.#taken.has(report))
  }
}

const apart = ({ sold, report }: { readonly sold: Sold; readonly report: Reported }): number =>
  Math.abs(report.at - sold.at)
