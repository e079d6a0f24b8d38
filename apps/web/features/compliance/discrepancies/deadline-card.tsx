import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card, CardHead } from '@/components/ui/card'
import { instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { DueClock } from '../home/due-clock'
import { isClosed, type DiscrepancyDetail } from './queries'

/** By when it has to be put right, by which rule, and how certain that is. */
export const DeadlineCard = ({ discrepancy }: { discrepancy: DiscrepancyDetail }) => {
  const zone = useTimeZone()
  const { dueAt, dueBasis, dueReason, significant } = discrepancy
  return (
    <Card aria-label="Deadline">
      <CardHead title="Deadline" />
      <div className="flex flex-col items-start gap-1.5 px-4 pb-3.5 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {instant(dueAt, zone)}
          {!isClosed(discrepancy) && <DueClock at={dueAt} />}
        </p>
        {dueBasis === 'rule' ? (
          <Badge tone="accent">From a rule</Badge>
        ) : (
          <Badge tone="due">Cautious default, not a known law</Badge>
        )}
        <p className="text-muted">{dueReason}</p>
        {significant !== null && (
          <p className="text-muted">
            {significant
              ? 'By the state’s measure the difference is significant.'
              : 'By the state’s measure the difference is not significant.'}
          </p>
        )}
        <Link href="/compliance/rules" className="text-xs text-accent-text hover:underline">
          Rules of the state
        </Link>
      </div>
    </Card>
  )
}
