import type { ReactNode } from 'react'
import type { ChartColor } from './colors'

export interface Part {
  readonly key: string
  readonly label: ReactNode
  readonly value: number
  readonly color: ChartColor
}

/** Shares of a whole in one line. */
export const StackedBar = ({ parts, summary }: { parts: readonly Part[]; summary: string }) => {
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <div role="img" aria-label={summary} className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-hover">
      {parts
        .filter((part) => part.value > 0)
        .map((part) => (
          <div
            key={part.key}
            className="min-w-1 first:rounded-l-full last:rounded-r-full"
            style={{ width: `${(part.value / total) * 100}%`, background: `var(--${part.color})` }}
          />
        ))}
    </div>
  )
}

/** Figures side by side as bars to the right, longest first as given. */
export const BarList = ({
  rows,
  label,
}: {
  rows: readonly { key: string; label: ReactNode; value: number; shown: string }[]
  label: string
}) => {
  const longest = Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9)
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {rows.map((row) => (
        <li key={row.key} className="relative flex h-7 items-center gap-3 rounded px-2 text-sm">
          <div
            aria-hidden
            className="absolute inset-y-0 left-0 rounded bg-accent-soft"
            style={{ width: `${(Math.max(0, row.value) / longest) * 100}%` }}
          />
          <span className="relative min-w-0 truncate">{row.label}</span>
          <span className="num relative ml-auto font-medium">{row.shown}</span>
        </li>
      ))}
    </ul>
  )
}

const LABEL = 15

/** Effects around zero, such as weekdays: bars up and down from a middle line. */
export const EffectBars = ({
  bars,
  format,
  summary,
  height = 168,
}: {
  bars: readonly { label: string; value: number }[]
  format: (value: number) => string
  summary: string
  height?: number
}) => {
  const highest = Math.max(0, ...bars.map((bar) => bar.value))
  const lowest = Math.min(0, ...bars.map((bar) => bar.value))
  const room = height - 3 * LABEL
  const scale = room / (highest - lowest || 1)
  const zero = LABEL + highest * scale
  return (
    <div role="img" aria-label={summary} className="relative flex gap-1.5 text-2xs" style={{ height }}>
      <div aria-hidden className="absolute inset-x-0 border-t border-line-strong" style={{ top: zero }} />
      {bars.map(({ label, value }) => {
        const size = Math.max(1, Math.abs(value) * scale)
        const top = value >= 0 ? zero - size : zero
        return (
          <div key={label} className="relative flex-1 text-center">
            <div
              className={
                value >= 0 ? 'absolute inset-x-[15%] rounded-t-sm' : 'absolute inset-x-[15%] rounded-b-sm'
              }
              style={{
                top,
                height: size,
                background: value >= 0 ? 'var(--accent)' : 'var(--neutral)',
                opacity: 0.75,
              }}
            />
            <span
              className="num absolute inset-x-0 text-muted"
              style={{ top: value >= 0 ? top - LABEL : top + size }}
            >
              {format(value)}
            </span>
            <span className="absolute inset-x-0 bottom-0 text-faint">{label}</span>
          </div>
        )
      })}
    </div>
  )
}
