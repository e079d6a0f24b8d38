import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { ownRules } from '../state-rules/own-rules.ts'
import { complianceSettings } from '../state-rules/settings.ts'
import type { DeadlineItem } from './contract.ts'
import { deadlineOf, type Deadline } from './deadline.ts'
import type { DutyKind } from './duties.ts'
import { urgencyOf } from './escalation.ts'
import { endOfDay, localTime } from './local-time.ts'

/** What a deadline in a store follows from. */
export interface StoreDeadlineQuestion {
  readonly storeId: string
  readonly kind: DutyKind
  readonly discoveredAt: Date
  readonly significant?: boolean | undefined
}

/** When something discovered in a store is due, by the store's state, zone and the organisation's rules. @throws AppError `not_found` */
export const storeDeadline = async (
  read: Read,
  question: StoreDeadlineQuestion,
  now: Date,
): Promise<DeadlineItem> => {
  const { rows } = await sql<{ state: string; timeZone: string }>`
    select state, time_zone as "timeZone" from stores where id = ${question.storeId}`.execute(read.db)
  const [store] = rows
  if (store === undefined) throw notFound('store')
  const { accept, holidays } = await complianceSettings(read)
  const { kind, discoveredAt, significant } = question
  const deadline = deadlineOf({
    kind,
    discoveredAt,
    ...store,
    accept,
    own: await ownRules(read, store.state),
    holidays: new Set(holidays),
    ...(significant === undefined ? {} : { significant }),
  })
  return toItem(deadline, now, endOfDay(localTime(now, store.timeZone).day, store.timeZone))
}

const toItem = (deadline: Deadline, now: Date, endOfToday: Date): DeadlineItem => ({
  dueAt: deadline.dueAt.toISOString(),
  basis: deadline.basis,
  urgency: urgencyOf(deadline.dueAt, now, endOfToday),
  reason: deadline.reason,
  duties: deadline.duties.map((duty) => ({ ...duty, tell: [...duty.tell], dueAt: duty.dueAt.toISOString() })),
  steps: deadline.steps.map((step) => ({ ...step, at: step.at.toISOString() })),
})
