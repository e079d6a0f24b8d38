import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { dotted } from '@/components/ui/data-table'
import { day } from '@/lib/format'
import type { Override } from './queries'
import { expectation, outcome, STANDING } from './words'

/** One override: when, what, why, by whom, and how it did. */
export const OverrideLine = ({
  of,
  title,
  onEnd,
}: {
  of: Override
  title?: React.ReactNode
  onEnd?: (() => void) | undefined
}) => {
  const { label, tone } = STANDING[of.standing]
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        {title !== undefined && <p className="font-medium">{title}</p>}
        <p>
          <span className="num font-medium">{expectation(of)}</span>{' '}
          <span className="text-muted">
            {of.firstDay === of.lastDay
              ? `on ${day(of.firstDay)}`
              : `from ${day(of.firstDay)} to ${day(of.lastDay)}`}
          </span>
        </p>
        <p className="text-xs text-faint">{dotted(of.reason, of.madeBy, outcome(of))}</p>
      </div>
      <Badge tone={of.betterThanModel === true ? 'accent' : tone}>{label}</Badge>
      {onEnd !== undefined && (of.standing === 'coming' || of.standing === 'running') && (
        <Button size="sm" variant="ghost" onClick={onEnd}>
          Take back
        </Button>
      )}
    </li>
  )
}
