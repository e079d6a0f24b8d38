import { z } from 'zod'
import { decimalShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'

export const snapshotItem = z.object({
  takenAt: instantShape,
  storeId: idShape,
  lotId: idShape.nullable(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  type: z.string(),
  source: z.string(),
  quantity: decimalShape,
  metadata: z.record(z.string(), z.unknown()),
})
export const snapshotsPage = pageOf(snapshotItem)
export const snapshotsQuery = pageQuery.extend({
  storeId: idShape.optional(),
  from: instantShape,
  to: instantShape,
})
export const snapshotInput = z.object({ note: z.string().trim().min(1).max(500).optional() })
export const snapshotTaken = z.object({ takenAt: instantShape, rows: z.int() })

export const SNAPSHOT_EXAMPLE: z.input<typeof snapshotItem> = {
  takenAt: '2026-04-20T10:00:00.000Z',
  storeId: '0197a0c0-0000-7000-8000-000000000001',
  lotId: '0197a0c0-0000-7000-8000-000000000001',
  packageTag: '1A4060300000001000000123',
  room: 'Vault',
  type: 'scheduled',
  source: 'pos_sync',
  quantity: '12.5',
  metadata: {},
}
