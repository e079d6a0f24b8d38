'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Checkbox } from './checkbox'

/** One column of a table. `className` sizes it and hides it on narrow screens; `sort` is the order the API knows. */
export interface Column<T> {
  readonly id: string
  readonly header: ReactNode
  readonly cell: (row: T) => ReactNode
  readonly align?: 'right'
  readonly className?: string
  readonly sort?: string
}

export interface Selection {
  readonly keys: ReadonlySet<string>
  readonly toggle: (keys: readonly string[], on: boolean) => void
  readonly label: (key: string) => string
  /** Whether a row can be chosen at all. */
  readonly can?: (key: string) => boolean
}

interface Props<T> {
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly sort?: { value: string; onChange: (value: string) => void }
  readonly selection?: Selection
  readonly group?: { of: (row: T) => string; render: (rows: readonly T[]) => ReactNode }
  readonly onRow?: (row: T) => void
  readonly activeKey?: string | null
  readonly more?: { has: boolean; busy: boolean; fetch: () => void }
  readonly rowHeight?: number
}

type Entry<T> = { kind: 'group'; key: string; rows: T[] } | { kind: 'row'; key: string; row: T }

/** Rows painted on the server, before the browser knows its height. */
const FIRST_PAINT = 30

/**
 * A table of any length: only the rows in view are in the document, the next page is fetched before the end is reached.
 * It scrolls with the page, its head stays.
 */
export const DataTable = <T,>(props: Props<T>) => {
  const { rows, keyOf, group } = props
  const entries = useMemo(() => toEntries(rows, keyOf, group), [rows, keyOf, group])
  const { body, spans, before, after, measure } = useRowsInView(entries.length, props.rowHeight ?? 41)
  useFetchAhead(spans.at(-1) ?? 0, entries.length, props.more)
  return (
    <div className="@container">
      <table className="w-full table-fixed border-collapse text-sm" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{props.caption}</caption>
        <Head {...props} />
        <tbody ref={body}>
          <Spacer height={before} />
          {spans.map((index) => {
            const entry = entries[index]
            if (entry === undefined) return null
            return entry.kind === 'group' ? (
              <tr key={entry.key} data-index={index} ref={measure} className="border-b">
                {/* One cell that overflows the row: spanning columns would count those hidden on narrow screens. */}
                <td className="p-0">
                  <div className="w-[100cqw] bg-sunken">{group?.render(entry.rows)}</div>
                </td>
              </tr>
            ) : (
              <Row key={entry.key} index={index} measure={measure} entry={entry} {...props} />
            )
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  )
}

const toEntries = <T,>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  group: Props<T>['group'],
): Entry<T>[] => {
  const lines = rows.map((row): Entry<T> & { kind: 'row' } => ({ kind: 'row', key: keyOf(row), row }))
  if (group === undefined) return lines
  const groups = new Map<string, Entry<T>[]>()
  for (const line of lines) {
    const key = group.of(line.row)
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups].flatMap(([key, members]) => [
    {
      kind: 'group' as const,
      key: `group ${key}`,
      rows: members.flatMap((m) => (m.kind === 'row' ? [m.row] : [])),
    },
    ...members,
  ])
}

const useRowsInView = (length: number, rowHeight: number) => {
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState<number | null>(null)
  useLayoutEffect(() => {
    const find = (): void => {
      if (body.current !== null) setTop(body.current.getBoundingClientRect().top + window.scrollY)
    }
    find()
    const watch = new ResizeObserver(find)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top ?? 0,
  })
  const items = virtualizer.getVirtualItems()
  if (top === null || items.length === 0) {
    const shown = Math.min(length, FIRST_PAINT)
    const spans = Array.from({ length: shown }, (_, index) => index)
    return { body, spans, before: 0, after: (length - shown) * rowHeight, measure: undefined }
  }
  return {
    body,
    spans: items.map((item) => item.index),
    before: Math.max(0, (items[0]?.start ?? 0) - top),
    after: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? 0) - top)),
    measure: virtualizer.measureElement,
  }
}

const useFetchAhead = (lastShown: number, length: number, more: Props<unknown>['more']): void => {
  const near = more !== undefined && more.has && !more.busy && lastShown >= length - 15
  useEffect(() => {
    if (near) more?.fetch()
  }, [near, more])
}

const Spacer = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null

const CELL = 'px-2 first:pl-4 last:pr-4'

const Head = <T,>({ columns, rows, keyOf, sort, selection }: Props<T>) => (
  <thead className="sticky top-12 z-10 bg-surface text-xs text-muted shadow-[inset_0_-1px_var(--line)]">
    <tr className="h-9">
      {selection !== undefined && (
        <th scope="col" className={cn(CELL, 'w-9')}>
          <SelectAll keys={rows.map(keyOf)} selection={selection} />
        </th>
      )}
      {columns.map((column) => (
        <th
          key={column.id}
          scope="col"
          aria-sort={sort !== undefined && column.sort === sort.value ? 'descending' : undefined}
          className={cn(
            CELL,
            'truncate text-left font-medium',
            column.align === 'right' && 'text-right',
            column.className,
          )}
        >
          {sort !== undefined && column.sort !== undefined ? (
            <SortButton column={column} sort={sort} />
          ) : (
            column.header
          )}
        </th>
      ))}
    </tr>
  </thead>
)

const SortButton = <T,>({ column, sort }: { column: Column<T>; sort: NonNullable<Props<T>['sort']> }) => {
  const active = column.sort === sort.value
  return (
    <button
      type="button"
      onClick={() => sort.onChange(column.sort ?? '')}
      className={cn(
        'inline-flex max-w-full items-center gap-1 rounded-sm hover:text-text',
        active && 'text-text',
        column.align === 'right' && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.header}</span>
      <ArrowDown className={cn('size-3 shrink-0', !active && 'opacity-0')} aria-hidden />
    </button>
  )
}

const SelectAll = ({ keys: all, selection }: { keys: string[]; selection: Selection }) => {
  const keys = all.filter((key) => selection.can?.(key) ?? true)
  const chosen = keys.filter((key) => selection.keys.has(key)).length
  return (
    <Checkbox
      aria-label="Select all"
      checked={chosen === 0 ? false : chosen === keys.length ? true : 'indeterminate'}
      onCheckedChange={(on) => selection.toggle(keys, on === true)}
    />
  )
}

const Row = <T,>({
  index,
  measure,
  entry,
  columns,
  selection,
  onRow,
  activeKey,
}: Props<T> & {
  index: number
  measure: ((node: HTMLTableRowElement | null) => void) | undefined
  entry: { key: string; row: T }
}) => (
  <tr
    data-index={index}
    ref={measure}
    aria-rowindex={index + 2}
    data-active={entry.key === activeKey || undefined}
    onClick={onRow === undefined ? undefined : (event) => isPlainClick(event) && onRow(entry.row)}
    className={cn(
      'h-10 border-b hover:bg-hover/60 data-active:bg-accent-soft/60',
      onRow !== undefined && 'cursor-pointer',
    )}
  >
    {selection !== undefined && (
      <td className={cn(CELL, 'w-9')}>
        <Checkbox
          aria-label={`Select ${selection.label(entry.key)}`}
          checked={selection.keys.has(entry.key)}
          disabled={selection.can?.(entry.key) === false}
          onCheckedChange={(on) => selection.toggle([entry.key], on === true)}
        />
      </td>
    )}
    {columns.map((column) => (
      <td
        key={column.id}
        className={cn(
          CELL,
          'truncate py-1.5',
          column.align === 'right' && 'num text-right',
          column.className,
        )}
      >
        {column.cell(entry.row)}
      </td>
    ))}
  </tr>
)

/** A click on a link, button or field inside the row is its own. */
const isPlainClick = (event: React.MouseEvent): boolean =>
  !(event.target as HTMLElement).closest('a, button, input, select, label') &&
  window.getSelection()?.toString() === ''

/** Name and a second line below it, for the leading column. */
export const TwoLines = ({ first, second }: { first: ReactNode; second?: ReactNode }) => (
  <div className="min-w-0">
    <div className="truncate max-md:line-clamp-2 max-md:whitespace-normal">{first}</div>
    {second !== undefined && second !== null && <div className="truncate text-xs text-faint">{second}</div>}
  </div>
)

/** Text pieces with dots between, empty ones left out. */
export const dotted = (...parts: ReactNode[]): ReactNode => {
  const kept = parts.filter((part) => part !== null && part !== undefined && part !== '' && part !== false)
  return kept.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <span aria-hidden> · </span>}
      {part}
    </Fragment>
  ))
}
