import { z } from 'zod'
import { idShape, instantShape, pageOf, pageQuery } from '@suite/http'

export const footageItem = z.object({
  id: idShape,
  storeId: idShape,
  subjectType: z.string(),
  subjectId: idShape,
  camera: z.string(),
  beganAt: instantShape,
  endedAt: instantShape,
  /** When a recorder overwrites it, unless it was saved. */
  keptUntil: instantShape,
  savedAs: z.string().nullable(),
})
export const footageQuery = pageQuery.extend({
  storeId: idShape.optional(),
  days: z.coerce.number().int().min(0).max(400).default(14),
})
export const footagePage = pageOf(footageItem)
export const savedInput = z.object({ savedAs: z.string().trim().min(1).max(500) })
export const footageSettingsShape = z.object({ keptDays: z.int().min(1).max(3660) })

export const FOOTAGE_EXAMPLE: z.input<typeof footageItem> = {
  id: '0197a0c0-0000-7000-8000-000000000021',
  storeId: '0197a0c0-0000-7000-8000-000000000001',
  subjectType: 'movement',
  subjectId: '0197a0c0-0000-7000-8000-000000000031',
  camera: 'Vault 2',
  beganAt: '2026-04-20T15:40:00.000Z',
  endedAt: '2026-04-20T16:25:00.000Z',
  keptUntil: '2026-07-19T16:25:00.000Z',
  savedAs: null,
}
