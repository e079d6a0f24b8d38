'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card, CardHead } from '@/components/ui/card'
import { withUnit } from '@/lib/format'
import { useCan } from '@/lib/me'
import { paths } from '@/lib/paths'
import type { Tone } from '@/lib/words'
import { compareOrders, type ComparedProduct, type Comparison } from './compare-orders'
import { awaitedOf, type Delivery } from './queries'

const WORDS: Readonly<Record<Comparison, { label: string; tone: Tone; meaning: string }>> = {
  as_ordered: { label: 'as ordered', tone: 'accent', meaning: 'What comes is what orders wait for.' },
  less: { label: 'less than ordered', tone: 'due', meaning: 'The rest stays on order.' },
  more: { label: 'more than ordered', tone: 'due', meaning: 'The surplus comes in without an order.' },
  not_on_manifest: { label: 'not on this manifest', tone: 'plain', meaning: 'It stays on order.' },
  not_ordered: { label: 'not ordered', tone: 'due', meaning: 'No open order to this vendor waits for it.' },
  other_measure: {
    label: 'another measure',
    tone: 'plain',
    meaning: 'The manifest counts it in another unit than the order: compare by hand.',
  },
}

/** The manifest beside what was ordered of its shipper, before the goods are taken in. */
export const AgainstOrders = ({ delivery }: { delivery: Delivery }) => {
  const mayRead = useCan('purchasing.read')
  const { data } = useQuery({ ...awaitedOf(delivery), enabled: mayRead })
  const open = delivery.packages.some(({ arrival }) => arrival?.takenAt == null)
  if (data === undefined || !open) return null
  const products = compareOrders(delivery, data.items)
  if (products.length === 0) return null
  return (
    <Card aria-label="Against orders" className="overflow-hidden">
      <CardHead
        title="Against orders"
        note="What comes beside what open orders to this vendor still wait for. Taken in, goods come off the oldest order first."
      />
      <ul className="divide-y border-t">
        {products.map((product) => (
          <Line key={product.productId} of={product} />
        ))}
      </ul>
    </Card>
  )
}

const Line = ({ of }: { of: ComparedProduct }) => {
  const { label, tone, meaning } = WORDS[of.comparison]
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[1fr_14rem_11rem]">
      <div className="min-w-0">
        <Link href={paths.product(of.productId)} className="text-sm font-medium hover:underline">
          {of.name}
        </Link>
        <p className="flex flex-wrap gap-x-2 text-xs text-muted">
          {of.orders.map(({ orderId, orderNumber, licenceKnown }) => (
            <Link key={orderId} href={paths.order(orderId)} className="hover:underline">
              PO-{orderNumber}
              {!licenceKnown && ' (vendor’s licence not recorded)'}
            </Link>
          ))}
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-3 text-right text-sm max-sm:order-last max-sm:col-span-2">
        <Amount label="On order" value={of.awaited} unit={of.unit} />
        <Amount label="Comes" value={of.coming} unit={of.unit} />
      </dl>
      <span className="text-right">
        <Badge tone={tone} title={meaning}>
          {label}
        </Badge>
      </span>
    </li>
  )
}

const Amount = ({ label, value, unit }: { label: string; value: number | null; unit: string }) => (
  <div>
    <dt className="text-xs text-faint">{label}</dt>
    <dd className="num">{value === null ? <span className="text-faint">–</span> : withUnit(value, unit)}</dd>
  </div>
)
