import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { count } from '@/lib/format'
import { By } from '@/lib/names'
import { COUNT_STATUS } from '@/lib/words'
import type { CountStatus, SessionItem } from './queries'
import { scopeText } from './scope-words'

export const CountBadge = ({ status }: { status: CountStatus }) => {
  const { label, tone, meaning } = COUNT_STATUS[status]
  return (
    <Badge tone={tone} dot title={meaning}>
      {label}
    </Badge>
  )
}

/** How a count is done, in a few words. */
export const mannerOf = ({ blind, people }: Pick<SessionItem, 'blind' | 'people'>): string =>
  `${blind ? 'blind' : 'open'}, ${people === 2 ? 'two people' : 'one person'}`

export const countColumns = (showStore: boolean): readonly Column<SessionItem>[] => [
  {
    id: 'name',
    header: 'Count',
    cell: (row) => (
      <TwoLines
        first={
          <Link
            href={`/compliance/counts/${row.id}`}
            className="font-medium hover:text-accent-text hover:underline"
          >
            {row.name}
          </Link>
        }
        second={dotted(showStore && row.storeName, mannerOf(row))}
      />
    ),
  },
  {
    id: 'scope',
    header: 'What',
    className: 'w-56 max-lg:hidden',
    cell: (row) => <span title={scopeText(row.scope)}>{scopeText(row.scope)}</span>,
  },
  {
    id: 'lines',
    header: 'Lines',
    align: 'right',
    className: 'w-20 max-sm:hidden',
    cell: (row) => count(row.lines),
  },
  {
    id: 'when',
    header: 'Started',
    className: 'w-44 truncate max-md:hidden',
    cell: (row) => (
      <span className="text-muted">
        <Ago at={row.createdAt} />, <By id={row.createdBy} />
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    className: 'w-28',
    cell: (row) => <CountBadge status={row.status} />,
  },
]
