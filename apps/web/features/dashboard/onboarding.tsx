'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Check } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/lib/cn'
import type { Dashboard, ImportItem } from '@/lib/contract'
import { useCan } from '@/lib/me'
import { question } from '@/lib/question'

interface Step {
  readonly done: boolean
  readonly title: string
  readonly text: string
  readonly href: string
  readonly action: string
}

const KNOWN = ['stock_out', 'low', 'ok', 'overstock'] as const

const finished = (imports: readonly ImportItem[], kind: ImportItem['kind']): boolean =>
  imports.some((item) => item.kind === kind && item.status === 'done')

const steps = (facts: {
  imports: readonly ImportItem[]
  dashboard: Dashboard | undefined
  vendors: boolean
  orders: boolean
}): Step[] => {
  const { imports, dashboard } = facts
  const counts = dashboard?.stockHealth.counts
  const known = KNOWN.reduce((sum, status) => sum + (counts?.[status] ?? 0), 0)
  return [
    {
      done: finished(imports, 'sales') || (dashboard?.last7.receipts ?? 0) > 0,
      title: 'Import your sales',
      text: 'The file your till exports, as it is. Two years are better than two months.',
      href: '/import',
      action: 'Import sales',
    },
    {
      done: finished(imports, 'stock') || known > 0,
      title: 'Add what is on the shelf',
      text: 'An inventory export or a count. Until then, stock is unknown, not zero.',
      href: '/import?kind=stock',
      action: 'Import stock',
    },
    {
      done: facts.vendors,
      title: 'Say who you buy from',
      text: 'Lead times and order days decide how early an order must go out.',
      href: '/settings/vendors',
      action: 'Add vendors',
    },
    {
      done: facts.orders,
      title: 'Approve the first order',
      text: 'Suggestions become draft purchase orders; you check, approve and send.',
      href: '/reorder',
      action: 'See suggestions',
    },
  ]
}

/** The first steps of a new shop, shown until they are done. */
export const Onboarding = ({ dashboard }: { dashboard: Dashboard | undefined }) => {
  const mayImport = useCan('imports.run')
  const imports = useQuery({ ...question('/imports', { query: { limit: 50 } }), enabled: mayImport })
  const vendors = useQuery({ ...question('/vendors', { query: { limit: 1 } }), enabled: mayImport })
  const orders = useQuery({ ...question('/purchase-orders', { query: { limit: 1 } }), enabled: mayImport })
  if (!mayImport || imports.data === undefined || vendors.data === undefined || orders.data === undefined)
    return null
  const list = steps({
    imports: imports.data.items,
    dashboard,
    vendors: vendors.data.items.length > 0,
    orders: orders.data.items.some((order) => order.status !== 'draft' && order.status !== 'cancelled'),
  })
  const next = list.find((step) => !step.done)
  if (next === undefined) return null
  const done = list.filter((step) => step.done).length
  return (
    <Card aria-label="First steps" className="p-4">
      <div className="mb-3 flex items-baseline gap-3">
        <h2 className="text-sm font-semibold">First steps</h2>
        <span className="num text-xs text-faint">
          {done} of {list.length} done
        </span>
      </div>
      <ol className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-4">
        {list.map((step, index) => (
          <li
            key={step.title}
            className={cn(
              'flex gap-3 rounded-md border p-3',
              step === next && 'border-accent/50 bg-accent-soft/40',
            )}
          >
            <span
              aria-hidden
              className={cn(
                'num mt-px grid size-5 shrink-0 place-items-center rounded-full border text-2xs font-semibold',
                step.done ? 'border-accent bg-accent text-on-accent' : 'text-muted',
              )}
            >
              {step.done ? <Check className="size-3" strokeWidth={3} /> : index + 1}
            </span>
            <div className="min-w-0">
              <p className={cn('text-sm font-medium', step.done && 'text-muted')}>
                {step.title}
                {step.done && <span className="sr-only"> (done)</span>}
              </p>
              <p className="text-xs text-muted">{step.text}</p>
              {!step.done && (
                <Button asChild size="sm" variant={step === next ? 'primary' : 'secondary'} className="mt-2">
                  <Link href={step.href}>
                    {step.action}
                    {step === next && <ArrowRight />}
                  </Link>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
