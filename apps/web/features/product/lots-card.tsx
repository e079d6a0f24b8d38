'use client'

import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { Card, CardHead } from '@/components/ui/card'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import type { Lot, Product, Store } from '@/lib/contract'
import { daysFrom, todayIn } from '@/lib/day'
import { day, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { stockOf } from './queries'

const SOON_DAYS = 30

/** The lots on the shelf, the first to expire on top. */
export const LotsCard = ({ product, store }: { product: Product; store: Store }) => {
  const { data, error, refetch } = useQuery(stockOf(store.id, product.id))
  const lots = (data?.lots ?? [])
    .filter((lot) => Number(lot.onHand) > 0)
    .toSorted((a, b) => (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999'))
  return (
    <Card>
      <CardHead title="Lots" />
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : lots.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">
          No lot is on the shelf. Lots come with deliveries and inventory files.
        </p>
      ) : (
        <ul className="divide-y border-t">
          {lots.map((lot) => (
            <LotLine key={lot.id} lot={lot} unit={product.unit} today={todayIn(store.timeZone)} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const LotLine = ({ lot, unit, today }: { lot: Lot; unit: string; today: string }) => {
  const { price } = useMoney()
  const left = lot.expiresOn === null ? null : daysFrom(today, lot.expiresOn)
  return (
    <li className="px-4 py-2">
      <div className="flex items-baseline gap-3 text-sm">
        <span className="min-w-0 truncate font-medium">
          {lot.lotCode === '' ? 'Without a lot code' : lot.lotCode}
        </span>
        <span className="num ml-auto">{withUnit(lot.onHand, unit)}</span>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 text-xs text-faint">
        {lot.packageTag !== null && <span className="font-mono">{lot.packageTag}</span>}
        {lot.room !== null && <span>{lot.room}</span>}
        {lot.unitCost !== null && <span className="num">{price(lot.unitCost)} each</span>}
        {lot.expiresOn !== null && left !== null && (
          <span className="ml-auto">
            {left < 0 ? (
              <Badge tone="danger">expired {day(lot.expiresOn, false)}</Badge>
            ) : left <= SOON_DAYS ? (
              <Badge tone="due">expires in {left} d</Badge>
            ) : (
              `expires ${day(lot.expiresOn)}`
            )}
          </span>
        )}
      </div>
    </li>
  )
}
