'use client'

import { Check } from 'lucide-react'
import { cn } from '@/lib/cn'
import { count, withUnit } from '@/lib/format'
import type { SheetLine } from './queries'
import { byRoom } from './walk'

/** Lines at a time: a sheet may have thousands, a phone shows a few. */
const SHOWN = 40

/** The sheet around the line that is being counted, room by room; pressing a line goes to it. */
export const LineList = ({
  lines,
  currentId,
  countedOf,
  onChoose,
}: {
  lines: readonly SheetLine[]
  currentId: string | null
  countedOf: (line: SheetLine) => string | null
  onChoose: (id: string) => void
}) => {
  const at = lines.findIndex(({ id }) => id === currentId)
  const from = Math.max(0, Math.min(at - SHOWN / 4, lines.length - SHOWN))
  const shown = lines.slice(from, from + SHOWN)
  return (
    <section aria-label="The sheet" className="flex flex-col gap-3">
      {from > 0 && <p className="text-xs text-faint">{count(from)} lines before</p>}
      {byRoom(shown).map(({ room, lines: members }) => (
        <div key={room}>
          <h2 className="mb-1 text-xs font-semibold text-muted">{room}</h2>
          <ul className="divide-y rounded-lg border bg-surface shadow-card">
            {members.map((line) => (
              <li key={line.id}>
                <button
                  type="button"
                  aria-current={line.id === currentId}
                  onClick={() => onChoose(line.id)}
                  className={cn(
                    'flex min-h-11 w-full items-center gap-3 px-3 py-1.5 text-left text-sm hover:bg-hover',
                    line.id === currentId && 'bg-accent-soft',
                  )}
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{line.productName}</span>
                    <span className="block truncate text-xs text-muted">
                      {line.packageTag === null ? (
                        line.lotCode === '' ? (
                          line.sku
                        ) : (
                          `lot ${line.lotCode}`
                        )
                      ) : (
                        <span className="font-mono">…{line.packageTag.slice(-8)}</span>
                      )}
                    </span>
                  </span>
                  <Counted value={countedOf(line)} unit={line.unit} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {from + SHOWN < lines.length && (
        <p className="text-xs text-faint">{count(lines.length - from - SHOWN)} lines after</p>
      )}
    </section>
  )
}

const Counted = ({ value, unit }: { value: string | null; unit: string }) =>
  value === null ? (
    <span className="text-xs text-muted">to count</span>
  ) : (
    <span className="num flex items-center gap-1.5 font-medium">
      <Check className="size-3.5 text-accent-text" aria-hidden />
      <span className="sr-only">counted </span>
      {withUnit(value, unit)}
    </span>
  )
