import { businessDay, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { z } from 'zod'
import { ownRules } from '../state-rules/own-rules.ts'
import { complianceSettings } from '../state-rules/settings.ts'
import { checkBasket } from './check-basket.ts'
import type { limitCheck, LimitVerdict } from './contract.ts'
import { limitRule } from './limit-rule.ts'
import { withNetWeights } from './net-weights.ts'

/**
 * Whether a basket may be sold in a store now, by the rules of its state and the organisation's settings.
 * @throws AppError `not_found`, `unit_mismatch`, `bad_amount`
 */
export const checkLimit = async (
  read: Read,
  input: z.output<typeof limitCheck>,
  now: Date,
): Promise<LimitVerdict> => {
  const { rows } = await sql<{ state: string; timeZone: string; cutOffMinutes: number }>`
    select state, time_zone as "timeZone", cut_off_minutes as "cutOffMinutes" from stores where id = ${input.storeId}`.execute(
    read.db,
  )
  const [store] = rows
  if (store === undefined) throw notFound('store')
  const { accept, splitTickets, dayBoundary } = await complianceSettings(read)
  const own = await ownRules(read, store.state)
  return checkBasket({
    ...input,
    basket: await withNetWeights(read, input.basket),
    history: await withNetWeights(read, input.history),
    rule: limitRule(store.state, input.customerKind, businessDay(now, store.timeZone, 0), own),
    accept,
    reading: {
      now,
      timeZone: store.timeZone,
      dayStartsAtMinutes: dayBoundary === 'store_day' ? store.cutOffMinutes : 0,
      splitTickets,
    },
  })
}
