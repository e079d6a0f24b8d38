import type { ChartColor } from './colors'

/** One line or row of bars over days; null where nothing is known. */
export interface ChartSeries {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly kind: 'line' | 'bars' | 'step' | 'dots'
  readonly color: ChartColor
  readonly dashed?: boolean
  readonly filled?: boolean
}

/** The range a value is expected in. */
export interface ChartBand {
  readonly label: string
  readonly lower: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
  readonly color: ChartColor
}

/** Something that happened, or will, on a day. */
export interface ChartMark {
  readonly day: string
  readonly label: string
}

/** A stretch of days that matters, such as days without stock. */
export interface ChartShade {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly color: ChartColor
}

export interface TimeChartProps {
  /** Calendar days, ascending, without gaps. */
  readonly days: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly band?: ChartBand
  readonly marks?: readonly ChartMark[]
  readonly shades?: readonly ChartShade[]
  /** Where history ends and the future begins. */
  readonly boundary?: string
  readonly format: (value: number) => string
  /** One sentence that says what the chart shows, for people who do not see it. */
  readonly summary: string
  readonly height?: number
  readonly zeroBased?: boolean
}
