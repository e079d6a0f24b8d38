import { z } from 'zod'
import { decimalShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'
import { FOOTAGE_INPUT_EXAMPLE, footageInput, reasonShape, takenShape } from '../contract.ts'

export const destructionInput = z.object({
  storeId: idShape,
  productId: idShape,
  lotId: idShape.optional(),
  quantity: takenShape,
  reason: reasonShape,
  /** How the goods were made unusable. */
  method: reasonShape,
  witness: z.object({ name: z.string().trim().min(1).max(200), membershipId: idShape.optional() }),
  footage: footageInput,
  destroyedAt: instantShape.optional(),
  recallId: idShape.optional(),
})
export const destroyed = z.object({ destructionId: idShape, movementId: idShape })
export const destructionsQuery = pageQuery.extend({
  storeId: idShape.optional(),
  recallId: idShape.optional(),
  from: instantShape.optional(),
  to: instantShape.optional(),
})
export const destructionItem = z.object({
  id: idShape,
  storeId: idShape,
  productId: idShape,
  productName: z.string(),
  sku: z.string(),
  unit: z.string(),
  lotId: idShape.nullable(),
  lotCode: z.string().nullable(),
  packageTag: z.string().nullable(),
  movementId: idShape,
  quantity: decimalShape,
  reason: z.string(),
  method: z.string(),
  witnessName: z.string(),
  witnessId: idShape.nullable(),
  recallId: idShape.nullable(),
  destroyedBy: z.string(),
  destroyedAt: instantShape,
  footage: z.array(
    z.object({
      camera: z.string(),
      beganAt: instantShape,
      endedAt: instantShape,
      keptUntil: instantShape,
      savedAs: z.string().nullable(),
    }),
  ),
})
export const destructionsPage = pageOf(destructionItem)

const ID = '0197a0c0-0000-7000-8000-000000000001'
export const DESTRUCTION_INPUT_EXAMPLE: z.input<typeof destructionInput> = {
  storeId: ID,
  productId: ID,
  lotId: ID,
  quantity: '2',
  reason: 'Mould',
  method: 'Ground and mixed with coffee waste',
  witness: { name: 'Dora Park' },
  footage: FOOTAGE_INPUT_EXAMPLE,
}
export const DESTRUCTION_EXAMPLE: z.input<typeof destructionItem> = {
  id: ID,
  storeId: ID,
  productId: ID,
  productName: 'Blue Dream 3.5 g',
  sku: 'FL-BD-35',
  unit: 'each',
  lotId: ID,
  lotCode: 'H7',
  packageTag: '1A4060300000001000000123',
  movementId: ID,
  quantity: '2',
  reason: 'Mould',
  method: 'Ground and mixed with coffee waste',
  witnessName: 'Dora Park',
  witnessId: null,
  recallId: null,
  destroyedBy: ID,
  destroyedAt: '2026-04-20T16:20:00.000Z',
  footage: [{ ...FOOTAGE_INPUT_EXAMPLE, keptUntil: '2026-07-19T16:25:00.000Z', savedAs: null }],
}
