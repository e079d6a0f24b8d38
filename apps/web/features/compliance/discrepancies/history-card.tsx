import { Ago } from '@/components/ago'
import { Card, CardHead } from '@/components/ui/card'
import { StateBadge } from './class-badge'
import type { DiscrepancyDetail } from './queries'

/** Who did what about it, in order. */
export const HistoryCard = ({ events }: { events: DiscrepancyDetail['events'] }) => (
  <Card aria-label="History">
    <CardHead title="History" note="Kept for the inspector" />
    <ol className="divide-y border-t">
      {events.map((event, index) => (
        <li
          key={index}
          className="grid grid-cols-[8.5rem_1fr] gap-x-4 gap-y-0.5 px-4 py-2 text-sm max-sm:grid-cols-1"
        >
          <span>
            <StateBadge of={event.to} />
          </span>
          <div className="min-w-0">
            {event.note !== '' && <p>{event.note}</p>}
            <p className="text-xs text-faint">
              {event.actorName ?? 'By itself, in a comparison'} · <Ago at={event.at} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  </Card>
)
