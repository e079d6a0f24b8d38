import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { DUE_STEP } from '@/lib/words'
import type { DueCounts } from './queries'

const TILES = [
  { due: 'expired', label: DUE_STEP.expired.heading, of: 'expired' },
  { due: '7', label: DUE_STEP['7'].heading, of: 'within7' },
  { due: '30', label: '8 to 30 days', of: 'within30' },
  { due: '60', label: '31 to 60 days', of: 'within60' },
  { due: 'unknown', label: 'Expiry unknown', of: 'unknown' },
] as const satisfies readonly { due: string; label: string; of: keyof DueCounts }[]

/** How many papers run out when; each narrows the list to its own. */
export const DueTiles = ({
  counts,
  chosen,
  onChoose,
}: {
  counts: DueCounts | undefined
  chosen: string
  onChoose: (due: string) => void
}) => (
  <div role="group" aria-label="Due" className="grid grid-cols-5 gap-2 max-md:grid-cols-3">
    {TILES.map(({ due, label, of }) => {
      const number = counts?.[of]
      const urgent = (due === 'expired' || due === '7') && number !== undefined && number > 0
      return (
        <button
          key={due}
          type="button"
          aria-pressed={chosen === due}
          onClick={() => onChoose(chosen === due ? '' : due)}
          className="flex flex-col justify-between rounded-lg border bg-surface px-3 py-2 text-left shadow-card hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
        >
          <span className="block text-xs text-muted">{label}</span>
          <span className={cn('num text-xl font-semibold tracking-tight', urgent && 'text-danger-text')}>
            {count(number)}
          </span>
        </button>
      )
    })}
  </div>
)
