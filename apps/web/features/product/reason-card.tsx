'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Reasons } from '@/components/reasons'
import { Card, CardHead } from '@/components/ui/card'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { reorderOf } from '@/features/reorder/queries'
import type { ReorderItem } from '@/lib/contract'
import { quantity, withUnit } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'

/** What to order of a product and why, sentence by sentence. */
export const ReasonCard = ({ productId, storeId }: { productId: string; storeId: string }) => {
  const mayRead = useCan('purchasing.read')
  const { data, error, refetch } = useQuery({ ...reorderOf(storeId, productId), enabled: mayRead })
  if (!mayRead) return null
  return (
    <Card>
      <CardHead title={<Headline plan={data?.plan ?? null} />} note={<Vendor plan={data?.plan ?? null} />} />
      <div className="px-4 pb-3">
        {data !== undefined ? (
          <Reasons reasoning={data.reasoning} />
        ) : error !== null ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={4} className="p-0" />
        )}
      </div>
    </Card>
  )
}

const Headline = ({ plan }: { plan: ReorderItem | null }) => {
  const { money } = useMoney()
  if (plan === null) return 'Reordering'
  if (!plan.needsOrder) return 'Nothing to order now'
  if (Number(plan.suggestedQuantity) > 0)
    return (
      <>
        Order <span className="num">{withUnit(plan.suggestedQuantity, plan.unit)}</span>
        {plan.suggestedCostMinor !== null && (
          <span className="num font-normal text-muted"> for {money(plan.suggestedCostMinor)}</span>
        )}
      </>
    )
  return Number(plan.onDraft) > 0 ? `${quantity(plan.onDraft)} wait in a draft order` : 'An order is needed'
}

const Vendor = ({ plan }: { plan: ReorderItem | null }) =>
  plan === null ? null : (
    <>
      {plan.vendorName === null ? 'No vendor chosen' : `from ${plan.vendorName}`}
      {plan.needsOrder && (
        <>
          {' · '}
          <Link
            href="/reorder"
            className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current"
          >
            open the reorder list
          </Link>
        </>
      )}
    </>
  )
