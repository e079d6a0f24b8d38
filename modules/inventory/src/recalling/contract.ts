import { z } from 'zod'
import { decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'
import { reasonShape } from '../contract.ts'

const text = z.string().trim().min(1)
const byId = { id: idShape, receivedFrom: instantShape.optional(), receivedUntil: instantShape.optional() }
const values = z.array(text.max(120)).min(1).max(500)
export const recallScope = z.discriminatedUnion('by', [
  z.object({ by: z.literal('lot_code'), values }),
  z.object({ by: z.literal('package_tag'), values }),
  z.object({ by: z.literal('source_tag'), values }),
  z.object({ by: z.literal('product'), ...byId }),
  z.object({ by: z.literal('vendor'), ...byId }),
])
const kind = z.enum(['recall', 'drill'])
const status = z.enum(['open', 'finished'])

export const recallInput = z.object({
  kind: kind.default('recall'),
  title: text.max(200),
  reason: text.max(2000),
  /** Who ordered it and their reference. */
  authority: z.string().trim().max(200).default(''),
  scope: recallScope,
})
export const recallStarted = z.object({ recallId: idShape })
export const recallTraced = z.object({ added: z.int(), items: z.int() })
export const recallHeld = z.object({ held: z.int(), wouldHold: z.int() })
export const recallLifted = z.object({ lifted: z.int() })
export const outcomeInput = z.object({ outcome: text.max(2000) })
export const liftAllInput = z.object({ reason: reasonShape })

const seconds = z.number().nullable()
const recallHead = {
  id: idShape,
  kind,
  title: z.string(),
  reason: z.string(),
  authority: z.string(),
  scope: recallScope,
  status,
  startedBy: z.string(),
  startedAt: instantShape,
  tracedAt: instantShape.nullable(),
  heldAt: instantShape.nullable(),
  finishedAt: instantShape.nullable(),
  finishedBy: z.string().nullable(),
  outcome: z.string().nullable(),
  /** Seconds from the start to each step. */
  tracedSeconds: seconds,
  heldSeconds: seconds,
  finishedSeconds: seconds,
}
export const recallsQuery = pageQuery.extend({ status: status.optional(), kind: kind.optional() })
export const recallsPage = pageOf(z.object(recallHead))

const totals = z.object({
  stores: z.int(),
  items: z.int(),
  onHand: decimalShape,
  sold: decimalShape,
  /** On receipts that name no package, sold while the goods were or may have been in the store. */
  possiblySold: decimalShape,
  destroyed: decimalShape,
  receipts: z.int(),
  possibleReceipts: z.int(),
  customers: z.int(),
  possibleCustomers: z.int(),
  receiptsWithoutCustomer: z.int(),
})
export const recallDetail = z.object({
  ...recallHead,
  totals,
  /** The figures as they stood when the recall was finished. */
  summary: totals.partial(),
  goods: z.array(
    z.object({
      id: idShape,
      storeId: idShape,
      storeName: z.string(),
      productId: idShape.nullable(),
      productName: z.string().nullable(),
      lotId: idShape.nullable(),
      lotCode: z.string().nullable(),
      packageTag: z.string().nullable(),
      onHandWhenTraced: decimalShape.nullable(),
      onHand: decimalShape.nullable(),
      held: z.boolean(),
      sold: decimalShape,
      returned: decimalShape,
      destroyed: decimalShape,
    }),
  ),
})
const certainty = z.enum(['named', 'possible'])
export const salesQuery = pageQuery.extend({ certainty: certainty.optional() })
export const salesPage = pageOf(
  z.object({
    certainty,
    receiptId: idShape,
    receiptNumber: z.string(),
    storeId: idShape,
    storeName: z.string(),
    occurredAt: instantShape,
    customerRef: z.string().nullable(),
    productId: idShape,
    productName: z.string(),
    packageTag: z.string().nullable(),
    quantity: decimalShape,
    netMinor: minorShape,
  }),
)

const ID = '0197a0c0-0000-7000-8000-000000000001'
const TAG = '1A4060300000001000000123'
const TOTALS: z.input<typeof totals> = {
  stores: 2,
  items: 3,
  onHand: '41',
  sold: '87',
  possiblySold: '2',
  destroyed: '0',
  receipts: 61,
  possibleReceipts: 2,
  customers: 54,
  possibleCustomers: 1,
  receiptsWithoutCustomer: 5,
}
export const RECALL_INPUT_EXAMPLE: z.input<typeof recallInput> = {
  kind: 'drill',
  title: 'Quarterly drill',
  reason: 'Rehearsal',
  scope: { by: 'package_tag', values: [TAG] },
}
export const RECALL_EXAMPLE: z.input<typeof recallDetail> = {
  id: ID,
  kind: 'drill',
  title: 'Quarterly drill',
  reason: 'Rehearsal',
  authority: '',
  scope: { by: 'package_tag', values: [TAG] },
  status: 'finished',
  startedBy: ID,
  startedAt: '2026-04-20T16:00:00.000Z',
  tracedAt: '2026-04-20T16:00:02.400Z',
  heldAt: '2026-04-20T16:06:00.000Z',
  finishedAt: '2026-04-20T16:20:00.000Z',
  finishedBy: ID,
  outcome: 'All packages found in twenty minutes',
  tracedSeconds: 2.4,
  heldSeconds: 360,
  finishedSeconds: 1200,
  totals: TOTALS,
  summary: TOTALS,
  goods: [
    {
      id: ID,
      storeId: ID,
      storeName: 'Evergreen Capitol Hill',
      productId: ID,
      productName: 'Blue Dream 3.5 g',
      lotId: ID,
      lotCode: 'H7',
      packageTag: TAG,
      onHandWhenTraced: '12',
      onHand: '12',
      held: false,
      sold: '38',
      returned: '1',
      destroyed: '0',
    },
  ],
}
export const SALES_EXAMPLE: z.input<typeof salesPage> = {
  items: [
    {
      certainty: 'named',
      receiptId: ID,
      receiptNumber: 'R-10442',
      storeId: ID,
      storeName: 'Evergreen Capitol Hill',
      occurredAt: '2026-04-19T21:14:00.000Z',
      customerRef: 'C-2071',
      productId: ID,
      productName: 'Blue Dream 3.5 g',
      packageTag: TAG,
      quantity: '1',
      netMinor: 3_150,
    },
  ],
  nextCursor: null,
}
