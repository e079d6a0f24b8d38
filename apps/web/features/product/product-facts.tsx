'use client'

import { useQuery } from '@tanstack/react-query'
import { Ago } from '@/components/ago'
import { StockBadge } from '@/components/status-badge'
import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { reorderOf } from '@/features/reorder/queries'
import { WhyOrder } from '@/features/reorder/why-order'
import type { Product } from '@/lib/contract'
import { day, days, percent, quantity, withUnit } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { stockOf } from './queries'

const marginOf = ({ price, cost }: Product): number | null =>
  price === null || cost === null || Number(price) === 0 ? null : 1 - Number(cost) / Number(price)

/** The figures of a product in a store one asks for first. */
export const ProductFacts = ({ product, storeId }: { product: Product; storeId: string }) => {
  const { price, money } = useMoney()
  const mayPlan = useCan('purchasing.read')
  const { data: stock } = useQuery(stockOf(storeId, product.id))
  const { data: reorder } = useQuery({ ...reorderOf(storeId, product.id), enabled: mayPlan })
  const plan = reorder?.plan ?? null
  const onHand = stock?.onHand ?? plan?.onHand ?? null
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 p-4 sm:grid-cols-3 xl:grid-cols-6">
        <Stat
          label="On hand"
          value={
            onHand === null ? <span className="text-muted">Unknown</span> : withUnit(onHand, product.unit)
          }
          note={
            stock?.countedAt == null ? (
              onHand === null ? (
                'count it to know'
              ) : undefined
            ) : (
              <>
                counted <Ago at={stock.countedAt} />
              </>
            )
          }
        />
        <Stat
          label="On order"
          value={quantity(plan?.onOrder ?? '0')}
          note={
            plan !== null && Number(plan.onDraft) > 0
              ? `${quantity(plan.onDraft)} more in drafts`
              : 'approved orders'
          }
        />
        <Stat
          label="Supply"
          value={days(plan?.daysOfSupply)}
          note={plan?.stockOutOn == null ? undefined : `runs out ${day(plan.stockOutOn, false)}`}
        />
        <Stat
          label="Reorder point"
          value={
            plan?.reorderPoint == null ? (
              '–'
            ) : (
              <WhyOrder storeId={storeId} productId={product.id} label="Why this reorder point?">
                {quantity(plan.reorderPoint, 1)}
              </WhyOrder>
            )
          }
          note={plan?.orderUpTo == null ? undefined : `order up to ${quantity(plan.orderUpTo, 1)}`}
        />
        <Stat
          label="At risk"
          value={
            <span className={plan !== null && plan.atRiskMinor > 0 ? 'text-danger-text' : ''}>
              {money(plan?.atRiskMinor ?? null, true)}
            </span>
          }
          note={plan === null ? undefined : <StockBadge status={plan.stockStatus} />}
        />
        <Stat
          label="Price"
          value={price(product.price)}
          note={
            product.cost === null
              ? 'cost unknown'
              : `cost ${price(product.cost)}, margin ${percent(marginOf(product))}`
          }
        />
      </dl>
    </Card>
  )
}
