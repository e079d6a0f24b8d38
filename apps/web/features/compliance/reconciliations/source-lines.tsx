import { Ago } from '@/components/ago'
import { Dot } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import type { Run } from './queries'
import { sourcesOf } from './sources'

const TONE = { fresh: 'accent', stale: 'danger', missing: 'plain' } as const

/** How old each source of a comparison is; one that is old or missing says what that means. */
export const SourceLines = ({ run, className }: { run: Run; className?: string }) => (
  <ul aria-label={`Sources of ${run.storeName}`} className={cn('flex flex-col gap-1 text-sm', className)}>
    {sourcesOf(run).map(({ name, at, standing, means }) => (
      <li key={name} className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-2">
        <Dot tone={TONE[standing]} className="self-center" />
        <span>{name}</span>
        <span className="text-right text-xs text-muted">
          {standing === 'stale' && <span className="font-medium text-danger-text">Stale: </span>}
          {at === null ? 'none' : <Ago at={at} />}
        </span>
        {means !== '' && (
          <p
            className={cn(
              'col-start-2 col-end-4 text-xs',
              standing === 'stale' ? 'text-danger-text' : 'text-muted',
            )}
          >
            {means}
          </p>
        )}
      </li>
    ))}
  </ul>
)
