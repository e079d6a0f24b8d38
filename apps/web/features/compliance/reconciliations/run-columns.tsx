import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { TwoLines, type Column } from '@/components/ui/data-table'
import { count } from '@/lib/format'
import { useMoney } from '@/lib/me'
import type { Run } from './queries'
import { outcomeWords, RUN_REASON } from './run-words'
import { sourcesOf } from './sources'

const STATUS = {
  waiting: { label: 'Waiting', tone: 'plain' },
  running: { label: 'Comparing', tone: 'frozen' },
  failed: { label: 'Failed', tone: 'danger' },
} as const

/** What came of a run, or how far it is. */
export const RunStatus = ({ run }: { run: Run }) => {
  if (run.status !== 'done')
    return (
      <Badge tone={STATUS[run.status].tone} dot>
        {STATUS[run.status].label}
      </Badge>
    )
  return run.signedOffAt === null ? (
    <Badge>Not signed</Badge>
  ) : (
    <Badge tone="accent" dot>
      Signed
    </Badge>
  )
}

const Coverage = ({ run }: { run: Run }) => {
  const sources = sourcesOf(run)
  if (sources.length === 0) return <span className="text-faint">–</span>
  const wanting = sources.filter(({ standing }) => standing !== 'fresh')
  return wanting.length === 0 ? (
    <span className="text-muted">All sources fresh</span>
  ) : (
    <TwoLines
      first={
        wanting.some(({ standing }) => standing === 'stale') ? (
          <span className="text-danger-text">A source was stale</span>
        ) : (
          'A source is missing'
        )
      }
      second={wanting.map(({ name }) => name).join(', ')}
    />
  )
}

const Standing = ({ run }: { run: Run }) => {
  const { money } = useMoney()
  return run.status === 'done' ? (
    <TwoLines first={count(run.standing)} second={money(run.standingMinor, true)} />
  ) : (
    <span className="text-faint">–</span>
  )
}

export const runColumns = (showStore: boolean, onOpen: (id: string) => void): readonly Column<Run>[] => [
  {
    id: 'when',
    header: 'When',
    cell: (run) => (
      <TwoLines
        first={
          <button
            type="button"
            className="rounded-sm text-left font-medium hover:text-accent-text hover:underline"
            onClick={() => onOpen(run.id)}
          >
            <Ago at={run.finishedAt ?? run.requestedAt} />
            {showStore && <span className="font-normal"> · {run.storeName}</span>}
          </button>
        }
        second={RUN_REASON[run.reason]}
      />
    ),
  },
  {
    id: 'coverage',
    header: 'Sources',
    className: 'w-[26%] max-md:hidden',
    cell: (run) => <Coverage run={run} />,
  },
  {
    id: 'packages',
    header: 'Packages',
    align: 'right',
    className: 'w-24 max-lg:hidden',
    cell: (run) => (run.status === 'done' ? count(run.packages) : '–'),
  },
  {
    id: 'changed',
    header: 'Changed',
    className: 'w-44 max-lg:hidden',
    cell: (run) => (
      <span className="text-muted">{run.status === 'done' ? outcomeWords(run) : run.failure}</span>
    ),
  },
  {
    id: 'standing',
    header: 'Open, worth',
    align: 'right',
    className: 'w-28 max-sm:w-20',
    cell: (run) => <Standing run={run} />,
  },
  { id: 'status', header: 'State', className: 'w-28', cell: (run) => <RunStatus run={run} /> },
]
