import uPlot from 'uplot'
import { colorOf, type ChartColor } from './colors'
import type { ChartSeries, TimeChartProps } from './types'

/** The present value of a colour token, thinned over another token or over nothing. */
type Paint = (color: ChartColor, alpha?: number, over?: ChartColor) => string

const DAY_SECONDS = 86_400
const toSeconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000

/** Columns as uPlot takes them: days, each series, then the band's upper and lower edge. */
export const columnsOf = ({ days, series, band }: TimeChartProps): uPlot.AlignedData => [
  days.map(toSeconds),
  ...series.map(({ values }) => [...values]),
  ...(band === undefined ? [] : [[...band.upper], [...band.lower]]),
]

const monthDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' })
const monthYear = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })

const dayLabel = (seconds: number, step: number): string => {
  const date = new Date(seconds * 1000)
  if (step < 28 * DAY_SECONDS) return monthDay.format(date)
  return date.getUTCMonth() === 0 ? monthYear.format(date) : month.format(date)
}

/** How uPlot is to draw the chart, in the colours of the present theme. */
export const optionsOf = (
  props: TimeChartProps,
  host: HTMLElement,
  width: number,
  onCursor: (index: number | null, left: number) => void,
): uPlot.Options => {
  const paint: Paint = (color, alpha, over) => colorOf(host, color, alpha, over)
  const { series, band } = props
  const upper = series.length + 1
  const axis = { stroke: paint('faint'), font: '11px "Inter Variable", sans-serif', ticks: { show: false } }
  return {
    width,
    height: props.height ?? 240,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: true, range: (_u, min, max) => [min - DAY_SECONDS / 2, max + DAY_SECONDS / 2] },
      y: { range: (_u, min, max) => rangeOf(min, max, props.zeroBased ?? true) },
    },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 64,
        size: 28,
        values: (_u, splits, _axis, _space, step) => splits.map((split) => dayLabel(split, step)),
      },
      {
        ...axis,
        grid: { stroke: paint('line'), width: 1 },
        space: 42,
        gap: 6,
        values: (_u, splits) => splits.map(props.format),
        size: (_u, values) => 16 + 6.6 * Math.max(0, ...(values ?? []).map((value) => value.length)),
      },
    ],
    series: [
      {},
      ...series.map((line) => seriesOf(line, paint)),
      ...(band === undefined
        ? []
        : [
            { label: 'upper', stroke: 'transparent', points: { show: false } },
            { label: 'lower', stroke: 'transparent', points: { show: false } },
          ]),
    ],
    ...(band === undefined ? {} : { bands: [{ series: [upper, upper + 1], fill: paint(band.color, 0.16) }] }),
    hooks: {
      drawClear: [(u) => drawShades(u, props, paint)],
      draw: [(u) => drawMarks(u, props, paint)],
      setCursor: [(u) => onCursor(u.cursor.idx ?? null, u.cursor.left ?? 0)],
    },
  }
}

const rangeOf = (min: number | null, max: number | null, zeroBased: boolean): [number, number] => {
  const low = min ?? 0
  const high = max ?? 1
  const room = (high - low || Math.abs(high) || 1) * 0.08
  if (!zeroBased) return [low - room, high + room]
  return [Math.min(0, low < 0 ? low - room : 0), Math.max(high + room, 1)]
}

const seriesOf = (line: ChartSeries, paint: Paint): uPlot.Series => {
  const base = { label: line.label, stroke: paint(line.color), points: { show: false } }
  if (line.kind === 'bars')
    return {
      ...base,
      width: 0,
      fill: paint(line.color, 0.55, 'surface'),
      paths: uPlot.paths.bars!({ size: [0.7, 28], radius: 0.1 }),
    }
  if (line.kind === 'dots')
    return { ...base, paths: () => null, points: { show: true, size: 3, width: 0, fill: paint(line.color) } }
  return {
    ...base,
    width: 1.75,
    ...(line.dashed === true ? { dash: [5, 4] } : {}),
    ...(line.filled === true ? { fill: paint(line.color, 0.1) } : {}),
    ...(line.kind === 'step' ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
  }
}

const drawShades = (u: uPlot, { shades = [], boundary, days }: TimeChartProps, paint: Paint): void => {
  const { ctx, bbox } = u
  const x = (seconds: number): number =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, u.valToPos(seconds, 'x', true)))
  ctx.save()
  for (const { from, to, color } of shades) {
    const left = x(toSeconds(from) - DAY_SECONDS / 2)
    ctx.fillStyle = paint(color, 0.1)
    ctx.fillRect(left, bbox.top, Math.max(1, x(toSeconds(to) + DAY_SECONDS / 2) - left), bbox.height)
  }
  const last = days.at(-1)
  if (boundary !== undefined && last !== undefined) {
    const left = x(toSeconds(boundary) - DAY_SECONDS / 2)
    ctx.fillStyle = paint('neutral', 0.07)
    ctx.fillRect(left, bbox.top, x(toSeconds(last) + DAY_SECONDS / 2) - left, bbox.height)
  }
  ctx.restore()
}

const drawMarks = (u: uPlot, { marks = [], days }: TimeChartProps, paint: Paint): void => {
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return
  const { ctx, bbox } = u
  const ratio = window.devicePixelRatio
  const inView = marks.filter(({ day }) => day >= first && day <= last)
  ctx.save()
  ctx.strokeStyle = paint('faint', 0.5)
  ctx.fillStyle = paint('faint')
  ctx.setLineDash([2 * ratio, 3 * ratio])
  ctx.font = `${10 * ratio}px "Inter Variable", sans-serif`
  ctx.textAlign = 'left'
  let free = bbox.left
  for (const { day, label } of inView.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const x = u.valToPos(toSeconds(day), 'x', true)
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    // a name is written only where it does not run into the one before
    const width = ctx.measureText(label).width
    const left = Math.min(x - width / 2, bbox.left + bbox.width - width)
    if (left < free) continue
    ctx.fillText(label, left, bbox.top - 3 * ratio)
    free = left + width + 8 * ratio
  }
  ctx.restore()
}
