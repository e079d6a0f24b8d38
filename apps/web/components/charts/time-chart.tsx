'use client'

import { ChartLine, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/states'
import { day as dayText } from '@/lib/format'
import type { TimeChartProps } from './types'

const Plot = dynamic(() => import('./plot'), {
  ssr: false,
  loading: () => <Skeleton className="size-full min-h-40" />,
})

/** A chart over days with its legend; the same figures can be read as a table. Memoise what is passed in. */
export const TimeChart = (props: TimeChartProps) => {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <Legend {...props} />
        <Button
          variant="ghost"
          size="iconSm"
          className="ml-auto"
          aria-pressed={asTable}
          aria-label="Show the figures as a table"
          title={asTable ? 'Show as chart' : 'Show as table'}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartLine /> : <Table2 />}
        </Button>
      </figcaption>
      {asTable ? <Figures {...props} /> : <Plot {...props} />}
    </figure>
  )
}

const Legend = ({ series, band, shades = [] }: TimeChartProps) => (
  <>
    {series.map(({ label, color, kind, dashed }) => (
      <span key={label} className="inline-flex items-center gap-1.5">
        <span
          aria-hidden
          className={
            kind === 'bars' ? 'size-2 rounded-sm' : kind === 'dots' ? 'size-1.5 rounded-full' : 'h-0.5 w-3'
          }
          style={
            dashed === true
              ? { background: `repeating-linear-gradient(90deg, var(--${color}) 0 4px, transparent 4px 6px)` }
              : { background: `var(--${color})` }
          }
        />
        {label}
      </span>
    ))}
    {band !== undefined && (
      <span className="inline-flex items-center gap-1.5">
        <span
          aria-hidden
          className="h-2.5 w-3 rounded-sm opacity-30"
          style={{ background: `var(--${band.color})` }}
        />
        {band.label}
      </span>
    )}
    {[...new Map(shades.map((shade) => [shade.label, shade])).values()].map(({ label, color }) => (
      <span key={label} className="inline-flex items-center gap-1.5">
        <span
          aria-hidden
          className="h-2.5 w-3 rounded-sm opacity-25"
          style={{ background: `var(--${color})` }}
        />
        {label}
      </span>
    ))}
  </>
)

const Figures = ({ days, series, band, format, summary, height = 240 }: TimeChartProps) => {
  const read = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : format(value)
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={summary}
      className="overflow-y-auto rounded-md border"
      style={{ maxHeight: height }}
    >
      <table className="w-full text-xs">
        <thead className="sticky top-0 bg-surface text-muted">
          <tr className="border-b">
            <th scope="col" className="px-2.5 py-1.5 text-left font-medium">
              Day
            </th>
            {series.map(({ label }) => (
              <th key={label} scope="col" className="px-2.5 py-1.5 text-right font-medium">
                {label}
              </th>
            ))}
            {band !== undefined && (
              <th scope="col" className="px-2.5 py-1.5 text-right font-medium">
                {band.label}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day} className="border-b last:border-0">
              <th scope="row" className="num px-2.5 py-1 text-left font-normal text-muted">
                {dayText(day)}
              </th>
              {series.map(({ label, values }) => (
                <td key={label} className="num px-2.5 py-1 text-right">
                  {read(values[index])}
                </td>
              ))}
              {band !== undefined && (
                <td className="num px-2.5 py-1 text-right">
                  {read(band.lower[index])} – {read(band.upper[index])}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
