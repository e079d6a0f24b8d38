import { Card, CardHead } from '@/components/ui/card'
import { cn } from '@/lib/cn'
import { instant, quantity } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { SIDES } from '@/lib/words'
import type { DiscrepancyDetail, Evidence, Side } from './queries'
import { shortUnit, totalsOf } from './sides'

const ORDER = ['shelf', 'pos', 'state'] as const satisfies readonly Side[]
const COLUMN: Readonly<Record<Side, string>> = {
  shelf: 'lg:col-start-2',
  pos: 'lg:col-start-3',
  state: 'lg:col-start-4',
}
const GRID = 'grid lg:grid-cols-[9.5rem_1fr_1fr_1fr] gap-x-6'

/** Shelf, till and state next to each other: what each comes to, and what each recorded, in order. */
export const EvidenceCard = ({ discrepancy }: { discrepancy: DiscrepancyDetail }) => {
  const zone = useTimeZone()
  const { evidence } = discrepancy
  return (
    <Card aria-label="Evidence">
      <CardHead title="What each side recorded" note="Oldest first" />
      <Sides discrepancy={discrepancy} />
      {evidence.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">No side recorded an event for it.</p>
      ) : (
        <ol aria-label="Events in order" className="divide-y border-t">
          {evidence.map((event, index) => (
            <li key={index} className={cn(GRID, 'px-4 py-2 text-sm max-lg:grid-cols-1')}>
              <time dateTime={event.at} className="text-xs text-faint lg:pt-0.5">
                {instant(event.at, zone)}
              </time>
              <Event event={event} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

/** What the evidence comes to on each side, in line with the columns below. */
const Sides = ({ discrepancy }: { discrepancy: DiscrepancyDetail }) => {
  const totals = totalsOf(discrepancy)
  return (
    <div className={cn(GRID, 'border-t bg-sunken px-4 py-2.5')}>
      <p className="text-xs text-muted max-lg:mb-1">
        {totals === null ? 'No figures to compare' : totals.of === 'holds' ? 'Holds' : 'Counts as sold'}
      </p>
      <dl className="grid grid-cols-3 gap-x-6 lg:col-span-3">
        {ORDER.map((side) => (
          <div key={side} className="min-w-0 lg:text-right">
            <dt className="text-xs font-semibold text-muted">{SIDES[side]}</dt>
            <dd className="num text-xl font-semibold tracking-tight">
              {totals === null || totals.sides[side] === null ? (
                <span className="text-faint" title="Says nothing of it">
                  –
                </span>
              ) : (
                <Amount {...totals.sides[side]} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const Event = ({ event }: { event: Evidence }) => (
  <div className={cn('flex min-w-0 items-baseline justify-between gap-3', COLUMN[event.side])}>
    <span className="min-w-0">
      <span className="font-medium lg:sr-only">{SIDES[event.side]}: </span>
      {event.what}
      {event.reference !== null && (
        <span className="ml-1.5 font-mono text-xs break-all text-muted">{event.reference}</span>
      )}
    </span>
    {event.quantity !== null && (
      <span className="num shrink-0 text-right font-medium">
        <Amount quantity={event.quantity} unit={shortUnit(event.unit)} />
      </span>
    )}
  </div>
)

/** A figure with its unit in a column of its own, so that figures stand under each other. */
const Amount = ({ quantity: figure, unit }: { quantity: string; unit: string | null }) => (
  <>
    {quantity(figure, 4)}
    {unit !== null && (
      <span className="ml-1 inline-block min-w-7 text-left text-xs font-normal text-muted">{unit}</span>
    )}
  </>
)
