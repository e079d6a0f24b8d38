'use client'

import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { TwoLines, type Column } from '@/components/ui/data-table'
import { count, instant } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'
import { RECEIPT_STANDING } from '@/lib/words'
import { DueClock } from '../home/due-clock'
import type { Receipt } from './queries'

const WAITS: Readonly<Record<NonNullable<Receipt['waitsFor']>, string>> = {
  writes_off: 'waits: writing to the state is off',
  outage: 'waits: the state’s system is out of reach',
  connection: 'waits: the connection is paused or gone',
}

const Sold = ({ receipt }: { receipt: Receipt }) => {
  const zone = useTimeZone()
  return (
    <TwoLines
      first={<span className="num font-medium">{receipt.number}</span>}
      second={instant(receipt.soldAt, zone)}
    />
  )
}

const Amount = ({ receipt }: { receipt: Receipt }) => {
  const { money } = useMoney()
  return (
    <TwoLines
      first={money(receipt.totalMinor)}
      second={`${count(receipt.lines)} ${receipt.lines === 1 ? 'line' : 'lines'}`}
    />
  )
}

/** Puts a refused report back into the queue; null for who may not. */
type Requeue = ((receiptId: string) => void) | null

const RequeueOne = ({ receipt, requeue }: { receipt: Receipt; requeue: Requeue }) =>
  receipt.bySuite && receipt.standing === 'failed' && requeue !== null ? (
    <button
      type="button"
      className="shrink-0 text-accent-text hover:underline"
      aria-label={`Requeue receipt ${receipt.number}`}
      onClick={() => requeue(receipt.receiptId)}
    >
      Requeue
    </button>
  ) : null

/** What is wrong in plain words, what to do, and where. */
const Why = ({ receipt, requeue }: { receipt: Receipt; requeue: Requeue }) => {
  const zone = useTimeZone()
  const { meaning } = RECEIPT_STANDING[receipt.standing]
  const cause =
    receipt.message ??
    (receipt.waitsFor !== null
      ? WAITS[receipt.waitsFor]
      : receipt.standing === 'reported' && receipt.toldBy !== null
        ? `The state knew by ${instant(receipt.toldBy, zone)}${receipt.provenBy === 'package_and_time' ? ', found by package and time' : ''}`
        : meaning)
  const text = [cause, receipt.advice].filter((part) => part !== null).join(' ')
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate text-muted" title={text}>
        {text}
      </span>
      <RequeueOne receipt={receipt} requeue={requeue} />
      {receipt.discrepancyId !== null && (
        <Link
          href={`/compliance/discrepancies/${receipt.discrepancyId}`}
          className="shrink-0 text-accent-text hover:underline"
          aria-label={`Put right receipt ${receipt.number}`}
        >
          Put right
        </Link>
      )}
    </span>
  )
}

export const receiptColumns = (requeue: Requeue): readonly Column<Receipt>[] => [
  { id: 'number', header: 'Receipt', className: 'w-44 max-sm:w-auto', cell: (row) => <Sold receipt={row} /> },
  {
    id: 'standing',
    header: 'Stands',
    className: 'w-40',
    cell: (row) => (
      <TwoLines
        first={
          <Badge
            tone={RECEIPT_STANDING[row.standing].tone}
            title={RECEIPT_STANDING[row.standing].meaning}
            dot
          >
            {RECEIPT_STANDING[row.standing].label}
          </Badge>
        }
        second={
          <span className="flex gap-2 md:hidden">
            <RequeueOne receipt={row} requeue={requeue} />
            {row.discrepancyId !== null && (
              <Link
                href={`/compliance/discrepancies/${row.discrepancyId}`}
                className="text-accent-text hover:underline"
              >
                Put right
              </Link>
            )}
          </span>
        }
      />
    ),
  },
  {
    id: 'due',
    header: 'Due',
    className: 'w-36 max-sm:hidden',
    cell: (row) =>
      row.dueAt === null ? (
        <span className="text-faint">–</span>
      ) : (
        <span
          title={
            row.dueBasis === 'none' ? 'No rule is certain enough: taken as due on the day of the sale' : ''
          }
        >
          <DueClock at={row.dueAt} />
        </span>
      ),
  },
  {
    id: 'why',
    header: 'What is known',
    className: 'max-md:hidden',
    cell: (row) => <Why receipt={row} requeue={requeue} />,
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    className: 'w-28 max-sm:hidden',
    cell: (row) => <Amount receipt={row} />,
  },
]
