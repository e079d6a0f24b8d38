import { cn } from '@/lib/cn'
import { instant, quantity } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { SIDES } from '@/lib/words'
import type { Replay } from './replay-page'

const ORDER = ['shelf', 'pos', 'state'] as const

/** What happened, newest first, with what each side held after it. */
export const ReplayTable = ({ replay }: { replay: Replay }) => (
  <div className="overflow-x-auto border-t" tabIndex={0} role="region" aria-label="Events, newest first">
    <table className="w-full min-w-[40rem] text-sm">
      <thead>
        <tr className="bg-sunken text-left text-xs text-muted">
          <th className="px-4 py-2 font-medium">When</th>
          <th className="px-2 py-2 font-medium">What</th>
          <th className="px-2 py-2 text-right font-medium">Change</th>
          {ORDER.map((side) => (
            <th key={side} className="px-2 py-2 text-right font-medium last:pr-4">
              {SIDES[side]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {replay.events.toReversed().map((event, index) => (
          <Row key={index} event={event} parts={event.at === replay.apartSince} />
        ))}
      </tbody>
    </table>
  </div>
)

const Row = ({ event, parts }: { event: Replay['events'][number]; parts: boolean }) => {
  const zone = useTimeZone()
  return (
    <tr className={cn('align-top', parts && 'bg-due-soft')}>
      <td className="px-4 py-2 text-xs whitespace-nowrap text-muted">
        <time dateTime={event.at}>{instant(event.at, zone)}</time>
      </td>
      <td className="px-2 py-2">
        <span className="font-medium">{SIDES[event.side]}</span> {event.what}
        {event.reference !== null && (
          <span className="ml-1.5 font-mono text-xs break-all text-muted">{event.reference}</span>
        )}
        {event.actor !== null && <span className="ml-1.5 text-xs text-muted">{event.actor}</span>}
        {parts && <span className="ml-1.5 text-xs font-medium text-due-text">They part here</span>}
      </td>
      <td className="num px-2 py-2 text-right">{event.change === null ? '' : signed(event.change)}</td>
      {ORDER.map((side) => (
        <td
          key={side}
          className={cn(
            'num px-2 py-2 text-right last:pr-4',
            event.side === side ? 'font-semibold' : 'text-muted',
          )}
        >
          {event.after[side] === null ? '–' : quantity(event.after[side], 4)}
        </td>
      ))}
    </tr>
  )
}

const signed = (change: string): string => `${Number(change) > 0 ? '+' : ''}${quantity(change, 4)}`
