import { headerSignature, layoutProblems, type FileLayout } from '@suite/csv'
import { invalid, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { IMPORT_RUN, storeKey } from '../import-row.ts'

/** A handed-in file and how it is to be read. */
export interface StartImport {
  readonly uploadId: string
  readonly storeId: string
  readonly layout: FileLayout
  readonly saveLayout?: boolean | undefined
}

/**
 * Queues the import of an uploaded file. With `saveLayout` files of the same header are read this way from now on.
 * @throws AppError `layout_problems` naming what is missing, `not_found` for an upload or store of another organisation
 */
export const startImport = async (tx: Tx, input: StartImport): Promise<{ id: string }> => {
  const problems = layoutProblems(input.layout)
  if (problems.length > 0)
    throw invalid(
      'layout_problems',
      problems.join(' '),
      problems.map((message) => ({ path: 'layout', message })),
    )
  const id = newId()
  const { organizationId, actor } = tx.context
  const { rows: stores } = await sql`select from stores where id = ${input.storeId}`.execute(tx.db)
  if (stores.length === 0) throw notFound('store')
  const { rows } = await sql<{ file_name: string }>`
    insert into imports (organization_id, id, store_id, kind, source, file_name, file_hash, file_key, file_bytes, layout,
      status, requested_by)
    select organization_id, ${id}, ${input.storeId}, ${input.layout.kind}, ${sourceOf(input.layout)}, file_name, file_hash,
      file_key, file_bytes, ${JSON.stringify(input.layout)}::jsonb, 'queued', ${actor.id}
    from uploads where id = ${input.uploadId}
    returning file_name`.execute(tx.db)
  const started = rows[0]
  if (started === undefined) throw notFound('upload')
  if (input.saveLayout === true) await saveLayout(tx, input.layout)
  await recordAudit(tx, {
    eventType: 'import.started',
    resourceType: 'import',
    resourceId: id,
    action: 'import',
    risk: 'medium',
    after: { storeId: input.storeId, fileName: started.file_name, kind: input.layout.kind },
  })
  await tx.enqueue({
    queue: IMPORT_RUN,
    payload: { organizationId, importId: id },
    singletonKey: storeKey(organizationId, input.storeId),
  })
  return { id }
}

/** Files of one till format are one source: their receipt numbers are of one kind. */
const sourceOf = (layout: FileLayout): string => `file:${layout.profile}`.slice(0, 80)

const saveLayout = async (tx: Tx, layout: FileLayout): Promise<void> => {
  const signature = headerSignature(layout)
  const name = layout.columns
    .map(({ header }) => header)
    .join(', ')
    .slice(0, 200)
  await sql`
    insert into import_layouts (organization_id, id, header_signature, name, layout)
    values (${tx.context.organizationId}, ${newId()}, ${signature}, ${name}, ${JSON.stringify(layout)}::jsonb)
    on conflict (organization_id, header_signature)
    do update set layout = excluded.layout, name = excluded.name, updated_at = now()`.execute(tx.db)
}
