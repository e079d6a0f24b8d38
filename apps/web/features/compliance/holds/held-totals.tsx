'use client'

import { Stat } from '@/components/ui/page'
import { count, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { sumOf } from './held-amount'
import type { Hold } from './queries'
import type { HeldGoods } from './use-held-goods'

/** What the holds shown come to. Goods under two holds are counted once. */
export const HeldTotals = ({
  holds,
  held,
  more,
}: {
  holds: readonly Hold[]
  held: ReadonlyMap<string, HeldGoods>
  /** There are further pages. */
  more: boolean
}) => {
  const { money } = useMoney()
  const standing = holds.filter(({ liftedAt }) => liftedAt === null)
  const goods = onceEach(standing).flatMap((hold) => held.get(hold.id) ?? [])
  const amounts = goods.flatMap(({ amount, unit }) => (amount === null ? [] : [{ ...amount, unit }]))
  const uncosted = amounts.filter(({ minor }) => minor === null).length
  const units = [...new Set(amounts.map(({ unit }) => unit))].map((unit) =>
    withUnit(sumOf(amounts.filter((each) => each.unit === unit).map(({ quantity }) => quantity)), unit),
  )
  return (
    <dl className="grid grid-cols-3 gap-4 px-4 py-3">
      <Stat
        label={more ? 'Holds shown' : 'Holds in place'}
        value={`${count(standing.length)}${more ? '+' : ''}`}
      />
      <Stat label="Units held" value={units.length === 0 ? '0' : units.join(' + ')} />
      <Stat
        label="At cost"
        value={money(
          amounts.reduce((sum, { minor }) => sum + (minor ?? 0), 0),
          true,
        )}
        {...(uncosted === 0 ? {} : { note: `${count(uncosted)} without a cost` })}
      />
    </dl>
  )
}

/** Without second holds on the same goods, and without lots of a product that is held as a whole. */
const onceEach = (holds: readonly Hold[]): readonly Hold[] => {
  const whole = new Set(
    holds
      .filter(({ scope }) => scope === 'product')
      .map(({ storeId, productId }) => `${storeId} ${productId}`),
  )
  const kept = holds.filter(
    ({ scope, storeId, productId }) => scope === 'product' || !whole.has(`${storeId} ${productId}`),
  )
  return [
    ...new Map(
      kept.map((hold) => [`${hold.storeId} ${hold.lotId ?? hold.productId ?? hold.packageTag}`, hold]),
    ).values(),
  ]
}
