import type { AwaitedLine, Delivery } from './queries'

/** What is thought of a product that orders wait for, or that comes without one. */
export type Comparison = 'as_ordered' | 'less' | 'more' | 'not_on_manifest' | 'not_ordered' | 'other_measure'

/** A product of a delivery beside the open orders to its shipper; quantities in the unit named. */
export interface ComparedProduct {
  readonly productId: string
  readonly name: string
  readonly unit: string
  /** Still to come on orders; null: no order waits for it. */
  readonly awaited: number | null
  /** Counted, else shipped, less what goes back; null: not on the manifest, or in another measure. */
  readonly coming: number | null
  readonly comparison: Comparison
  readonly orders: readonly Pick<AwaitedLine, 'orderId' | 'orderNumber' | 'licenceKnown'>[]
}

interface Coming {
  readonly productId: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
}

/**
 * Every product that open orders to the shipper wait for or that the delivery holds, worst first. Packages nobody knows the
 * product of, and those in stock already, are left out: orders have counted the latter.
 */
export const compareOrders = (
  delivery: Pick<Delivery, 'packages' | 'suggestions'>,
  awaited: readonly AwaitedLine[],
): ComparedProduct[] => {
  const coming = Map.groupBy(comingOf(delivery), ({ productId }) => productId)
  const ordered = Map.groupBy(awaited, ({ productId }) => productId)
  return [...new Set([...ordered.keys(), ...coming.keys()])]
    .map((productId) => compared(productId, ordered.get(productId) ?? [], coming.get(productId) ?? []))
    .toSorted((a, b) => RANK[a.comparison] - RANK[b.comparison] || a.name.localeCompare(b.name))
}

const RANK: Readonly<Record<Comparison, number>> = {
  not_ordered: 0,
  more: 1,
  less: 2,
  other_measure: 3,
  not_on_manifest: 4,
  as_ordered: 5,
}

const comingOf = ({ packages, suggestions }: Pick<Delivery, 'packages' | 'suggestions'>): Coming[] =>
  packages.flatMap(({ tag, arrival, shipped, unit }) => {
    if (arrival?.takenAt != null || arrival?.rejected === true) return []
    const suggested = suggestions[tag]
    const productId = arrival?.productId ?? suggested?.productId
    if (productId === undefined) return []
    const name = arrival?.productName ?? suggested?.name ?? ''
    return [{ productId, name, unit: unit.toLowerCase(), quantity: Number(arrival?.counted ?? shipped) }]
  })

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const compared = (
  productId: string,
  ordered: readonly AwaitedLine[],
  coming: readonly Coming[],
): ComparedProduct => {
  const name = ordered[0]?.name ?? coming[0]?.name ?? ''
  const unit = ordered[0]?.unit ?? coming[0]?.unit ?? ''
  const orders = ordered.map(({ orderId, orderNumber, licenceKnown }) => ({
    orderId,
    orderNumber,
    licenceKnown,
  }))
  const awaited = ordered.length === 0 ? null : sum(ordered.map(({ openQuantity }) => Number(openQuantity)))
  const comparable = coming.every((one) => one.unit === unit.toLowerCase())
  const quantity = coming.length === 0 || !comparable ? null : sum(coming.map((one) => one.quantity))
  const comparison =
    awaited === null
      ? 'not_ordered'
      : coming.length === 0
        ? 'not_on_manifest'
        : quantity === null
          ? 'other_measure'
          : quantity < awaited
            ? 'less'
            : quantity > awaited
              ? 'more'
              : 'as_ordered'
  return { productId, name, unit, awaited, coming: quantity, comparison, orders }
}
