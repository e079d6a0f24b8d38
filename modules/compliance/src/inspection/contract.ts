import { z } from 'zod'
import { dayShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'

/** A pack and how far it is; its bytes are downloaded. */
export const packItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  from: dayShape,
  to: dayShape,
  status: z.enum(['waiting', 'done', 'failed']),
  failure: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: instantShape,
  finishedAt: instantShape.nullable(),
  /** Records by section. */
  counts: z.record(z.string(), z.int()),
  dataSha256: z.string().nullable(),
  pdfSha256: z.string().nullable(),
})
export type PackItem = z.output<typeof packItem>
export const packPage = pageOf(packItem)
export const packsQuery = pageQuery.extend({ storeId: idShape.optional() })

export const packInput = z.object({ storeId: idShape, from: dayShape, to: dayShape })
export const packCreated = z.object({ id: idShape })
