'use client'

import Link from 'next/link'
import { Ago } from '@/components/ago'
import { dotted } from '@/components/ui/data-table'
import { useMoney } from '@/lib/me'
import { DueClock } from '../home/due-clock'
import { PackageTag } from '../holds/package-tag'
import { ClassBadge, StateBadge } from './class-badge'
import { isClosed, type Discrepancy } from './queries'

/** One discrepancy of the list: what is wrong, what it is worth, who has it, and how long is left. */
export const DiscrepancyRow = ({ row, showStore }: { row: Discrepancy; showStore: boolean }) => {
  const { money } = useMoney()
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 px-4 py-2.5 focus-within:bg-hover/60 hover:bg-hover/60 md:grid-cols-[11rem_1fr_6rem_10rem]">
      <span className="flex flex-wrap items-center gap-1.5 md:flex-col md:items-start">
        <ClassBadge of={row.class} />
        {row.state !== 'open' && <StateBadge of={row.state} />}
      </span>
      <div className="min-w-0 max-md:order-last max-md:col-span-2">
        <Link
          href={`/compliance/discrepancies/${row.id}`}
          data-line
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--ring)"
        >
          {row.productName === '' ? 'Unknown product' : row.productName}
        </Link>
        <p className="text-xs text-muted">{row.explanation}</p>
        <p className="text-xs text-faint">
          {dotted(
            <PackageTag tag={row.packageTag} />,
            showStore && row.storeName,
            row.assignedName === null ? null : `with ${row.assignedName}`,
          )}
        </p>
      </div>
      <span className="num text-right text-sm font-semibold max-md:hidden">
        {row.dollarsMinor === null ? (
          <span className="text-faint">–</span>
        ) : (
          money(Math.abs(row.dollarsMinor))
        )}
      </span>
      <span className="text-right text-xs">
        {row.closedAt === null ? (
          <DueClock at={row.dueAt} />
        ) : (
          <span className="text-muted">
            {isClosed(row) ? 'closed' : ''} <Ago at={row.closedAt} />
          </span>
        )}
        <span className="num mt-0.5 block font-semibold md:hidden">
          {row.dollarsMinor === null ? '' : money(Math.abs(row.dollarsMinor))}
        </span>
      </span>
    </li>
  )
}
