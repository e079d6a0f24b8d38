import { z } from 'zod'
import { idShape, instantShape, pageOf, pageQuery } from '@suite/http'

const FIELDS = [
  'receiptId',
  'occurredAt',
  'date',
  'time',
  'productCode',
  'productName',
  'quantity',
  'unit',
  'unitPrice',
  'grossAmount',
  'discount',
  'loyaltyDiscount',
  'netAmount',
  'tax',
  'exciseTax',
  'salesTax',
  'localTax',
  'cost',
  'unitCost',
  'category',
  'brand',
  'vendor',
  'strain',
  'strainType',
  'thcPercent',
  'cbdPercent',
  'packageTag',
  'lot',
  'room',
  'expiresOn',
  'countedAt',
  'tender',
  'staff',
  'customer',
  'channel',
  'status',
  'returnDate',
  'casePack',
  'moq',
  'barcode',
] as const

/** How a file is read; what the mapping screen shows and sends back. */
export const layoutShape = z.object({
  profile: z.string().max(60),
  kind: z.enum(['sales', 'stock', 'products']),
  encoding: z.enum(['utf-8', 'latin1', 'utf-16le', 'utf-16be']),
  delimiter: z.string().length(1),
  headerRow: z.int().min(0).max(1000),
  columns: z
    .array(
      z.object({
        header: z.string().max(1000),
        index: z.int().min(0).max(5000),
        field: z.enum(FIELDS).nullable(),
      }),
    )
    .min(1)
    .max(2000),
  dateOrder: z.enum(['auto', 'ymd', 'mdy', 'dmy']),
  decimalComma: z.boolean(),
})

const refusedRow = z.object({
  line: z.int(),
  code: z.string(),
  reason: z.string(),
  cells: z.array(z.string()),
})

/** What an import would do, judged by the file's beginning. Rows carry the fields of their kind. */
export const previewShape = z.object({
  rows: z.array(z.looseObject({ type: z.string(), line: z.int() })),
  refused: z.array(refusedRow),
  counts: z.object({
    rows: z.int(),
    refused: z.int(),
    ignored: z.int(),
    kinds: z.record(z.string(), z.int()),
  }),
  sums: z.object({ quantity: z.string(), net: z.string().nullable() }),
  problems: z.array(z.string()),
  /** How the file was read, where that is not as usual: its sheet, its encoding, lines passed over. */
  notes: z.array(z.string()),
})

export const uploadedShape = z.object({
  uploadId: idShape,
  fileName: z.string(),
  layout: layoutShape,
  profile: z.string(),
  recognised: z.boolean(),
  preview: previewShape,
  /** An import of the very same bytes that this store has already done. */
  doneBefore: z.object({ importId: idShape, finishedAt: instantShape }).nullable(),
})

export const previewInput = z.object({ uploadId: idShape, layout: layoutShape })
export const startInput = z.object({
  uploadId: idShape,
  storeId: idShape,
  layout: layoutShape,
  saveLayout: z.boolean().optional(),
})
export const startedShape = z.object({ id: idShape })

export const importShape = z.object({
  id: idShape,
  storeId: idShape,
  fileName: z.string(),
  kind: z.enum(['sales', 'stock', 'products']),
  source: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'undone']),
  phase: z.string(),
  progress: z.number(),
  rowsRead: z.int(),
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  rowsAdded: z.int(),
  rowsKnown: z.int(),
  rowsRefused: z.int(),
  rowsOutsideWindow: z.int(),
  fileTotal: z.string(),
  fromDay: z.string().nullable(),
  toDay: z.string().nullable(),
  summary: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** How the file was read, where that is not as usual. */
  notes: z.array(z.string()),
  failure: z.string().nullable(),
  createdAt: instantShape,
  startedAt: instantShape.nullable(),
  finishedAt: instantShape.nullable(),
  layout: layoutShape,
})
export const importsQuery = pageQuery.extend({ storeId: idShape.optional() })
export const importsShape = pageOf(importShape.omit({ layout: true }))
export const refusalsShape = pageOf(refusedRow)
