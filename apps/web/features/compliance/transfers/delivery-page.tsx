'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { instant } from '@/lib/format'
import { useCan, useZoneOf } from '@/lib/me'
import { TRANSFER_STANDING } from '@/lib/words'
import { DueClock } from '../home/due-clock'
import { AgainstOrders } from './against-orders'
import { CountSheet } from './count-sheet'
import { FindPackage } from './find-package'
import { PackageLine } from './package-line'
import { deliveryOf, type Delivery, type DeliveryKey } from './queries'
import { TakeIn } from './take-in'

/** One delivery: counted package by package as it stands at the door, then taken into stock. */
export const DeliveryPage = (key: DeliveryKey) => {
  const { data, error, refetch } = useQuery({ ...deliveryOf(key), refetchInterval: 30_000 })
  const back = (
    <Link
      href="/compliance/transfers"
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> Transfers
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title="Delivery" back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return (
    <Screen
      title={data.shipperName === '' ? data.shipperLicence : data.shipperName}
      back={back}
      note={<Facts delivery={data} />}
    >
      <Advice delivery={data} />
      <Packages delivery={data} />
      <AgainstOrders delivery={data} />
      <TakeIn delivery={data} />
    </Screen>
  )
}

const Facts = ({ delivery }: { delivery: Delivery }) => {
  const zone = useZoneOf(delivery.storeId)
  const { label, tone, meaning } = TRANSFER_STANDING[delivery.standing]
  const { receivedAt, expectedAt, dueAt } = delivery
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={tone} title={meaning} dot>
        {label}
      </Badge>
      {dueAt !== null && <DueClock at={dueAt} />}
      <span>
        {dotted(
          `manifest ${delivery.manifest}`,
          delivery.shipperLicence,
          delivery.storeName,
          receivedAt !== null
            ? `received ${instant(receivedAt, zone)}`
            : expectedAt !== null && `expected ${instant(expectedAt, zone)}`,
        )}
      </span>
    </span>
  )
}

/** What is to be done next, and where. */
const Advice = ({ delivery }: { delivery: Delivery }) => {
  const off = delivery.packages.filter(({ concerns }) => concerns.includes('count_differs_at_state'))
  if (off.length > 0)
    return (
      <Notice tone="danger">
        The state was told another quantity than was counted of {off.map(({ tag }) => tag).join(', ')}. Put it
        right in the state’s system, or count again.
      </Notice>
    )
  if (delivery.receivedAt !== null) return null
  return (
    <Notice>
      Count every package, then accept the manifest in the state’s system with the quantities you counted:
      accepting has no interface. {delivery.dueReason}
      {delivery.tillBringsStock &&
        ' Your till brings stock in by itself: receive the goods there, too; expiry dates and certificates are kept here.'}
    </Notice>
  )
}

const Packages = ({ delivery }: { delivery: Delivery }) => {
  const mayCount = useCan('purchasing.receive')
  const [tag, setTag] = useState<string | null>(null)
  const open = delivery.packages.find((one) => one.tag === tag)
  const next = (after: string): string | null =>
    delivery.packages.find((one) => one.arrival === null && one.tag !== after)?.tag ?? null
  return (
    <Card aria-label="Packages" className="overflow-hidden">
      {mayCount && <FindPackage packages={delivery.packages} onFound={setTag} />}
      <ul className="divide-y">
        {delivery.packages.map((one) => (
          <PackageLine key={one.tag} of={one} onCount={mayCount ? () => setTag(one.tag) : null} />
        ))}
      </ul>
      {open !== undefined && (
        <CountSheet
          key={open.tag}
          delivery={delivery}
          of={open}
          onClose={() => setTag(null)}
          onCounted={() => setTag(next(open.tag))}
        />
      )}
    </Card>
  )
}
