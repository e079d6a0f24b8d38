import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { invalid } from '@suite/kernel'
import type { Actor, TenantContext } from '@suite/db'
import { readSample, type FileLayout } from '@suite/csv'
import { acceptUpload } from './commands/accept-upload.ts'
import { startImport } from './commands/start-import.ts'
import { inspectSample } from './queries/inspect-upload.ts'
import type { ImportDeps } from './running/run-import.ts'

/**
 * Hands in a file of this machine and queues its import: the same steps as the web's, for the command line and the demo
 * shop. A worker does the rest (`import.run`). Without `layout` the file must be recognised by itself.
 * @throws AppError `not_recognised` when a person has to say what the columns mean
 */
export const importFile = async (
  deps: ImportDeps,
  input: { path: string; storeId: string; organizationId: string; actor: Actor; layout?: FileLayout },
): Promise<{ importId: string }> => {
  const context: TenantContext = { organizationId: input.organizationId, actor: input.actor }
  const file = await deps.files.put(createReadStream(input.path))
  const sample = await readSample(deps.files.pathOf(file.key))
  const { uploadId } = await deps.database.withTenant(context, (tx) =>
    acceptUpload(tx, { storeId: input.storeId, fileName: basename(input.path), file }),
  )
  const found = await deps.database.readTenant(context, (read) => inspectSample(read, sample))
  const layout = input.layout ?? found.layout
  const [problem] = found.preview.problems
  if (input.layout === undefined && problem !== undefined)
    throw invalid(
      'not_recognised',
      `${basename(input.path)}: ${problem} Import it in the web app, where the columns can be chosen.`,
    )
  const { id } = await deps.database.withTenant(context, (tx) =>
    startImport(tx, { uploadId, storeId: input.storeId, layout }),
  )
  return { importId: id }
}
