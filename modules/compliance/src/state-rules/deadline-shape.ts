import { z } from 'zod'

/** The moment of the last day: the clock time of the event, the day's last instant, or a wall-clock time of the store. */
const momentShape = z.union([
  z.literal('same_time'),
  z.literal('end_of_day'),
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 08:00'),
])

/** A time allowed: hours on the clock, or days of the store's calendar. Where the source names no time of day: `same_time`. */
export const withinShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), hours: z.int().min(1).max(8784) }),
  z.object({ kind: z.literal('calendar_days'), days: z.int().min(0).max(730), at: momentShape }),
  z.object({ kind: z.literal('business_days'), days: z.int().min(0).max(250), at: momentShape }),
])
export type Within = z.output<typeof withinShape>
export type Moment = z.output<typeof momentShape>

/** A duty with a deadline: how long, who must be told, by what means. */
export const deadlineShape = z.object({
  within: withinShape,
  tell: z.array(z.string().trim().min(2).max(120)).optional(),
  how: z.string().trim().max(500).optional(),
})
export type DeadlineRule = z.output<typeof deadlineShape>

/** A duty that comes again: at the latest so long after the last time. */
export const scheduleShape = z.object({
  every: z.object({ count: z.int().min(1).max(366), unit: z.enum(['day', 'week', 'month', 'year']) }),
  /** Wall-clock time of the store on the last day; absent: the end of the day. */
  by: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 08:00')
    .optional(),
  what: z.string().trim().max(500).optional(),
})
export type ScheduleRule = z.output<typeof scheduleShape>
