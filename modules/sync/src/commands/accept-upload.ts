import { newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { StoredFile } from '../file-store.ts'

/** Notes a stored file as handed in for a store. @throws AppError `not_found` for another organisation's store */
export const acceptUpload = async (
  tx: Tx,
  input: { storeId: string; fileName: string; file: StoredFile },
): Promise<{ uploadId: string }> => {
  const { rows } = await sql`select from stores where id = ${input.storeId}`.execute(tx.db)
  if (rows.length === 0) throw notFound('store')
  const uploadId = newId()
  const { key, hash, bytes } = input.file
  await sql`
    insert into uploads (organization_id, id, store_id, file_name, file_key, file_hash, file_bytes)
    values (${tx.context.organizationId}, ${uploadId}, ${input.storeId}, ${input.fileName.slice(0, 255)}, ${key}, ${hash},
      ${bytes})`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'upload.accepted',
    resourceType: 'upload',
    resourceId: uploadId,
    action: 'create',
    risk: 'low',
    after: { storeId: input.storeId, fileName: input.fileName, hash, bytes },
  })
  return { uploadId }
}
