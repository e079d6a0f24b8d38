import { z } from 'zod'
import { idShape, instantShape, pageOf, pageQuery } from '@suite/http'
import { reasonShape } from '../contract.ts'

const scope = z.enum(['lot', 'tag', 'product'])
export const holdItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  scope,
  productId: idShape.nullable(),
  productName: z.string().nullable(),
  lotId: idShape.nullable(),
  lotCode: z.string().nullable(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  reason: z.string(),
  recallId: idShape.nullable(),
  placedBy: z.string(),
  placedAt: instantShape,
  liftedBy: z.string().nullable(),
  liftedAt: instantShape.nullable(),
  liftReason: z.string().nullable(),
})
export const holdsPage = pageOf(holdItem)
export const holdsQuery = pageQuery.extend({
  storeId: idShape.optional(),
  recallId: idShape.optional(),
  /** Lifted ones too. */
  all: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
})
/** One of lot, tag and product. */
export const holdInput = z.object({
  storeId: idShape,
  lotId: idShape.optional(),
  packageTag: z.string().trim().min(1).max(120).optional(),
  productId: idShape.optional(),
  reason: reasonShape,
})
export const holdPlaced = z.object({ holdId: idShape, scope })
export const liftInput = z.object({ reason: reasonShape })

const ID = '0197a0c0-0000-7000-8000-000000000001'
export const HOLD_EXAMPLE: z.input<typeof holdItem> = {
  id: ID,
  storeId: ID,
  storeName: 'Evergreen Capitol Hill',
  scope: 'lot',
  productId: ID,
  productName: 'Blue Dream 3.5 g',
  lotId: ID,
  lotCode: 'H7',
  packageTag: '1A4060300000001000000123',
  room: 'Vault',
  reason: 'Vendor asked us to wait for a retest',
  recallId: null,
  placedBy: ID,
  placedAt: '2026-04-20T16:00:00.000Z',
  liftedBy: null,
  liftedAt: null,
  liftReason: null,
}
