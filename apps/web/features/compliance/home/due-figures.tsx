import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/page'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { className } from '@/lib/words'
import type { Due } from './queries'

/** What stands: how many, how many of them overdue, what they are worth, and of which classes. */
export const DueFigures = ({ due }: { due: Due }) => {
  const { money } = useMoney()
  const classes = Object.entries(due.byClass).toSorted(([, one], [, other]) => other - one)
  return (
    <Card aria-label="In figures" className="flex flex-wrap items-center gap-x-10 gap-y-3 px-4 py-3">
      <dl className="grid grid-cols-3 gap-x-8 gap-y-2">
        <Stat label="Discrepancies" value={count(due.standing)} />
        <Stat
          label="Overdue"
          value={<span className={cn(due.overdue > 0 && 'text-danger-text')}>{count(due.overdue)}</span>}
        />
        <Stat label="Worth" value={money(due.dollarsMinor, true)} />
      </dl>
      {classes.length > 0 && (
        <ul aria-label="By class" className="flex flex-wrap gap-1.5">
          {classes.map(([code, number]) => (
            <li key={code}>
              <Link
                href={`/compliance/discrepancies?class=${code}`}
                className="flex items-baseline gap-1.5 rounded-md border px-2 py-1 text-xs hover:border-line-strong hover:bg-hover"
              >
                {className(code)} <span className="num text-muted">{count(number)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
