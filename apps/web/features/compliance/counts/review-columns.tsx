import { Badge } from '@/components/ui/badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { Why } from '@/components/ui/why'
import { cn } from '@/lib/cn'
import { instant, quantity, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { COUNT_PROBLEM } from '@/lib/words'
import { PackageTag } from '../holds/package-tag'
import type { ReviewLine, Session } from './queries'

/** A difference with its sign, so that too few is seen at once. */
export const signed = (value: string): string => `${Number(value) > 0 ? '+' : ''}${quantity(value, 4)}`

const toneOf = (value: string | number | null): string =>
  value === null || Number(value) === 0
    ? 'text-muted'
    : Number(value) < 0
      ? 'text-danger-text'
      : 'text-frozen-text'

const Name = ({ line }: { line: ReviewLine }) => (
  <TwoLines
    first={<span className="font-medium">{line.productName}</span>}
    second={dotted(
      line.packageTag !== null && <PackageTag tag={line.packageTag} />,
      line.lotCode !== '' && `lot ${line.lotCode}`,
      line.packageTag === null && line.lotCode === '' && line.sku,
      line.room,
      line.found && 'found, not on the sheet',
    )}
  />
)

/** What was counted; pressed, who counted what and when. */
const Counted = ({ line, unit, session, zone }: CellProps) => {
  if (line.entries.length === 0) return <span className="text-faint">–</span>
  const shown = line.counted === null ? 'differ' : withUnit(line.counted, unit)
  return (
    <Why label={`how ${line.productName} was counted`} trigger={shown}>
      <ul className="flex flex-col gap-2">
        {line.entries.map(({ pass, quantity: found, countedAt, note }) => (
          <li key={pass}>
            <span className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1">{passName(pass, session)}</span>
              <span className="num font-medium">{withUnit(found, unit)}</span>
            </span>
            <span className="block text-xs text-faint">{instant(countedAt, zone)}</span>
            {note !== '' && <span className="block text-xs text-muted">“{note}”</span>}
          </li>
        ))}
      </ul>
    </Why>
  )
}

const passName = (pass: number, { people }: Session): string =>
  pass > people ? 'Recount' : people === 1 ? 'Count' : pass === 1 ? 'First count' : 'Second count'

interface CellProps {
  readonly line: ReviewLine
  readonly unit: string
  readonly session: Session
  readonly zone: string
}

const Difference = ({ line, unit }: { line: ReviewLine; unit: string }) => {
  if (line.variance === null) return <span className="text-faint">–</span>
  return (
    <span className={toneOf(line.variance)}>
      {signed(line.variance)}
      {unit !== '' && unit !== 'each' && ` ${unit}`}
    </span>
  )
}

const Dollars = ({ line }: { line: ReviewLine }) => {
  const { money } = useMoney()
  if (line.variance === null || Number(line.variance) === 0) return <span className="text-faint">–</span>
  if (line.varianceMinor === null) return <span className="text-xs text-faint">no cost</span>
  return (
    <span className={cn(toneOf(line.varianceMinor))}>
      {line.varianceMinor > 0 && '+'}
      {money(line.varianceMinor)}
    </span>
  )
}

const State = ({ line, leftOut }: { line: ReviewLine; leftOut: boolean }) => {
  if (leftOut) return <Badge>Left out</Badge>
  if (line.problem !== null)
    return (
      <Badge tone="danger" title={COUNT_PROBLEM[line.problem]}>
        Cannot be posted
      </Badge>
    )
  if (line.state === 'left')
    return <Badge title={line.leftReason ?? ''}>{line.leftReason ?? 'Left as it is'}</Badge>
  if (line.state === 'recount') return <Badge tone="due">To count again</Badge>
  if (line.variance === null) return <Badge tone="frozen">Stock unknown so far</Badge>
  return Number(line.variance) === 0 ? (
    <Badge tone="accent">As expected</Badge>
  ) : (
    <Badge tone="due">Differs</Badge>
  )
}

export const reviewColumns = ({
  session,
  unitOf,
  zone,
  leftOut,
}: {
  session: Session
  unitOf: (lineId: string) => string
  zone: string
  leftOut: ReadonlySet<string>
}): readonly Column<ReviewLine>[] => [
  { id: 'name', header: 'Goods', cell: (row) => <Name line={row} /> },
  {
    id: 'counted',
    header: 'Counted',
    align: 'right',
    className: 'w-24 max-sm:w-20',
    cell: (row) => <Counted line={row} unit={unitOf(row.id)} session={session} zone={zone} />,
  },
  {
    id: 'expected',
    header: 'Expected',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => withUnit(row.expected, unitOf(row.id)),
  },
  {
    id: 'difference',
    header: <span title="Counted less expected">Off by</span>,
    align: 'right',
    className: 'w-20 max-sm:w-16',
    cell: (row) => <Difference line={row} unit={unitOf(row.id)} />,
  },
  {
    id: 'dollars',
    header: 'At cost',
    align: 'right',
    className: 'w-28 max-sm:hidden',
    cell: (row) => <Dollars line={row} />,
  },
  {
    id: 'state',
    header: 'State',
    className: 'w-40 max-md:hidden',
    cell: (row) => <State line={row} leftOut={leftOut.has(row.id)} />,
  },
]
