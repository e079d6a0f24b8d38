'use client'

import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { weekday } from '@/lib/format'
import { useThemeChanges } from './colors'
import { columnsOf, optionsOf } from './options'
import type { TimeChartProps } from './types'

/** Draws a chart over days on a canvas and tells the figures under the pointer. Loaded only where a chart is shown. */
const Plot = (props: TimeChartProps) => {
  const host = useRef<HTMLDivElement>(null)
  const theme = useThemeChanges()
  const [at, setAt] = useState<{ index: number; left: number } | null>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const onCursor = (index: number | null, left: number): void =>
      setAt(index === null || left < 0 ? null : { index, left })
    const options = optionsOf(props, element, element.clientWidth, onCursor)
    const plot = new uPlot(options, columnsOf(props), element)
    const resize = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: options.height }),
    )
    resize.observe(element)
    return () => {
      resize.disconnect()
      plot.destroy()
    }
  }, [props, theme])
  return (
    <div className="relative" onPointerLeave={() => setAt(null)}>
      <div ref={host} role="img" aria-label={props.summary} style={{ height: props.height ?? 240 }} />
      {at !== null && <Reading {...props} {...at} width={host.current?.clientWidth ?? 0} />}
    </div>
  )
}

const Reading = ({
  index,
  left,
  width,
  days,
  series,
  band,
  marks = [],
  shades = [],
  format,
}: TimeChartProps & { index: number; left: number; width: number }) => {
  const day = days[index]
  if (day === undefined) return null
  const lower = band?.lower[index]
  const upper = band?.upper[index]
  const notes = [
    ...marks.filter((mark) => mark.day === day).map((mark) => mark.label),
    ...shades.filter((shade) => shade.from <= day && day <= shade.to).map((shade) => shade.label),
  ]
  const onRight = left < width / 2
  return (
    <div
      className="pointer-events-none absolute top-2 z-10 min-w-32 rounded-md border bg-raised px-2.5 py-2 text-xs shadow-pop"
      style={onRight ? { right: 10 } : { left: 64 }}
    >
      <p className="mb-1 font-medium">{weekday(day)}</p>
      {series.map(({ label, values, color }) => {
        const value = values[index]
        return value === null || value === undefined ? null : (
          <p key={label} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-sm" style={{ background: `var(--${color})` }} />
            <span className="text-muted">{label}</span>
            <span className="num ml-auto pl-3">{format(value)}</span>
          </p>
        )
      })}
      {band !== undefined && typeof lower === 'number' && typeof upper === 'number' && (
        <p className="flex gap-2 text-muted">
          {band.label}
          <span className="num ml-auto pl-3">
            {format(lower)} – {format(upper)}
          </span>
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="text-muted">
          {note}
        </p>
      ))}
    </div>
  )
}

export default Plot
