'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { Why } from '@/components/ui/why'
import { cn } from '@/lib/cn'
import type { Dashboard } from '@/lib/contract'
import { change, count, quantity } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'

/** The figures of the week and the dollars that wait for a decision; every one says what it means. */
export const Totals = ({ data: { last7, stockHealth } }: { data: Dashboard }) => {
  const { money } = useMoney()
  const moved = change(last7.netMinor, last7.priorNetMinor)
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 p-4 md:grid-cols-3 xl:grid-cols-6">
        <Figure
          label="Net sales, 7 days"
          value={money(last7.netMinor, true)}
          note={
            moved === null ? (
              'no sales the week before'
            ) : (
              <Change text={moved} up={last7.netMinor >= last7.priorNetMinor} />
            )
          }
          why={
            <>
              <p>Sales after discounts and returns, without tax, of the last seven business days.</p>
              <p className="mt-2 text-muted">
                The seven days before: <span className="num">{money(last7.priorNetMinor)}</span>.
              </p>
              <Link href="/reports" className="mt-2 inline-block text-accent-text hover:underline">
                Open the sales report
              </Link>
            </>
          }
        />
        <Figure
          label="Receipts, 7 days"
          value={count(last7.receipts)}
          note={
            last7.receipts === 0
              ? 'none'
              : `${money(Math.round(last7.netMinor / last7.receipts))} each on average`
          }
          why={<p>Receipts with at least one sale. The average is net sales by the number of receipts.</p>}
        />
        <Figure
          label="Units, 7 days"
          value={quantity(last7.units, 0)}
          note="sold, returns taken off"
          why={<p>Units of all products, whatever their size. Products have their own figures.</p>}
        />
        <Figure
          label="Sales at risk"
          tone="danger"
          value={money(stockHealth.atRiskMinor, true)}
          note={<To href="/reorder">what to order</To>}
          why={
            <p>
              Margin that will be lost because stock runs out before an order placed now could arrive. Where a
              cost is unknown, the price counts.
            </p>
          }
        />
        <Figure
          label="Frozen in stock"
          tone="frozen"
          value={money(stockHealth.frozenMinor, true)}
          note={<To href={paths.products({ status: 'overstock' })}>overstocked products</To>}
          why={
            <p>
              Stock at cost that will not sell within the overstock limit. All stock at cost:{' '}
              <span className="num">{money(stockHealth.stockMinor)}</span>.
            </p>
          }
        />
        <Figure
          label="Expiring"
          tone="due"
          value={money(stockHealth.expiringMinor, true)}
          note={<To href="/alerts?kind=expiring">lots to move</To>}
          why={
            <p>Stock at cost in lots that will expire before the forecast sells them, oldest lot first.</p>
          }
        />
      </dl>
    </Card>
  )
}

const TONE = { danger: 'text-danger-text', frozen: 'text-frozen-text', due: 'text-due-text' }

const Figure = ({
  label,
  value,
  note,
  why,
  tone,
}: {
  label: string
  value: string
  note: ReactNode
  why: ReactNode
  tone?: keyof typeof TONE
}) => (
  <Stat
    label={label}
    note={note}
    value={
      <Why
        label={`what is ${label}?`}
        trigger={value}
        className={cn(
          'decoration-transparent hover:decoration-line-strong',
          tone !== undefined && TONE[tone],
        )}
      >
        {why}
      </Why>
    }
  />
)

const Change = ({ text, up }: { text: string; up: boolean }) => (
  <>
    <span className={cn('font-medium', up ? 'text-accent-text' : 'text-danger-text')}>{text}</span> on the
    week before
  </>
)

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link
    href={href}
    className="text-muted underline decoration-line-strong underline-offset-2 hover:text-text"
  >
    {children}
  </Link>
)
