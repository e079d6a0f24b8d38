import { z } from 'zod'
import { idShape, instantShape } from '@suite/http'
import { DUTY_KINDS } from './duties.ts'

export const deadlineQuery = z.object({
  storeId: idShape,
  kind: z.enum(DUTY_KINDS),
  discoveredAt: instantShape,
  /** Whether the difference is significant by the state's measure; leave out when that is not known. */
  significant: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
})

const dutyItem = z.object({
  topic: z.string(),
  label: z.string(),
  dueAt: instantShape,
  /** `none`: no verified deadline, treated as due today. */
  basis: z.enum(['rule', 'none']),
  status: z.enum(['verified', 'reported', 'unverified', 'unknown']),
  source: z.string().nullable(),
  standing: z.string(),
  reason: z.string(),
  tell: z.array(z.string()),
  how: z.string().nullable(),
})

export const storeDeadlineShape = z.object({
  dueAt: instantShape,
  basis: z.enum(['rule', 'none']),
  urgency: z.enum(['overdue', 'page_now', 'today', 'this_week', 'later']),
  reason: z.string(),
  duties: z.array(dutyItem),
  steps: z.array(
    z.object({
      at: instantShape,
      to: z.enum(['responsible', 'manager', 'owner']),
      how: z.enum(['inbox', 'page']),
    }),
  ),
})
export type DeadlineItem = z.output<typeof storeDeadlineShape>
