import { z } from 'zod'
import { dayShape, idShape } from '@suite/http'
import { sql, type Read } from '@suite/db'
import { driftOf, type WeekErrors } from './drift.ts'

const ratio = z.number().nullable()
const MOST_WEEKS = 52

export const weeklyQuery = z.object({
  storeId: idShape.optional(),
  weeks: z.coerce.number().int().min(1).max(MOST_WEEKS).default(26),
})

/** How forecasts did in use, week by week; the sums of a week just before it began. */
export const weeklyReply = z.object({
  weeks: z.array(
    z.object({
      weekStart: dayShape,
      products: z.int(),
      sold: z.number(),
      wape: ratio.describe('the model: sum of errors by product and week ÷ units sold'),
      plannedWape: ratio.describe('what was planned with, people’s expectations among it'),
      naiveWape: ratio.describe('repeating the week before'),
      bias: ratio.describe('above zero: forecast too much'),
    }),
  ),
  drift: z.object({
    verdict: z.enum(['steady', 'worse', 'losing', 'too_early']),
    recentWape: ratio,
    beforeWape: ratio,
    recentBias: ratio,
  }),
})
export type WeeklyReply = z.output<typeof weeklyReply>

/** Accuracy in use over the last weeks that are over, oldest first, and whether it drifts. */
export const weeklyAccuracy = async (
  read: Read,
  { storeId, weeks, now }: z.output<typeof weeklyQuery> & { readonly now: Date },
): Promise<WeeklyReply> => {
  const { rows } = await sql<WeekErrors & { readonly products: number }>`
    select week_start as "weekStart", count(*)::int as products, sum(sold) as sold, sum(predicted) as predicted,
      sum(abs(sold - predicted)) as "modelError", sum(abs(sold - planned)) as "plannedError",
      sum(abs(sold - naive)) as "naiveError"
    from forecast_weeks
    where sold is not null and week_start > ${now}::timestamptz::date - ${7 * (weeks + 2)}::integer
      ${storeId === undefined ? sql`` : sql`and store_id = ${storeId}`}
    group by week_start order by week_start desc limit ${weeks}`.execute(read.db)
  const oldestFirst = rows.toReversed()
  return { weeks: oldestFirst.map(weekOf), drift: driftOf(oldestFirst) }
}

const weekOf = (week: WeekErrors & { readonly products: number }): WeeklyReply['weeks'][number] => {
  const share = (error: number): number | null => (week.sold > 0 ? error / week.sold : null)
  return {
    weekStart: week.weekStart,
    products: week.products,
    sold: week.sold,
    wape: share(week.modelError),
    plannedWape: share(week.plannedError),
    naiveWape: share(week.naiveError),
    bias: share(week.predicted - week.sold),
  }
}
