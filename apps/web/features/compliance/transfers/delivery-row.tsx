'use client'

import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { dotted } from '@/components/ui/data-table'
import { count, instant } from '@/lib/format'
import { useZoneOf } from '@/lib/me'
import { paths } from '@/lib/paths'
import { TRANSFER_STANDING } from '@/lib/words'
import { DueClock } from '../home/due-clock'
import { countedOf, type DeliveryItem } from './queries'

/** One delivery of the list: from whom, when, how far it is counted, what to look at. */
export const DeliveryRow = ({ row, showStore }: { row: DeliveryItem; showStore: boolean }) => {
  const zone = useZoneOf(row.storeId)
  const { label, tone } = TRANSFER_STANDING[row.standing]
  const counted = countedOf(row)
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 px-4 py-2.5 focus-within:bg-hover/60 hover:bg-hover/60 md:grid-cols-[9rem_1fr_12rem_10rem]">
      <span>
        <Badge tone={tone} dot>
          {label}
        </Badge>
      </span>
      <div className="min-w-0 max-md:order-last max-md:col-span-2">
        <Link
          href={paths.delivery(row.connectionId, row.externalId)}
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--ring)"
        >
          {row.shipperName === '' ? row.shipperLicence : row.shipperName}
        </Link>
        <p className="text-xs text-muted">
          {dotted(
            `manifest ${row.manifest}`,
            `${count(row.packages.length)} ${row.packages.length === 1 ? 'package' : 'packages'}`,
            counted > 0 && `${count(counted)} counted`,
            showStore && row.storeName,
          )}
        </p>
      </div>
      <span className="text-xs text-muted max-md:hidden">
        {row.receivedAt !== null
          ? `received ${instant(row.receivedAt, zone)}`
          : row.expectedAt !== null
            ? `expected ${instant(row.expectedAt, zone)}`
            : 'no time stated'}
      </span>
      <span className="text-right text-xs">
        {row.dueAt !== null ? (
          <DueClock at={row.dueAt} />
        ) : (
          row.standing !== 'expected' &&
          row.concerning > 0 && <Badge tone="due">{count(row.concerning)} to look at</Badge>
        )}
      </span>
    </li>
  )
}
