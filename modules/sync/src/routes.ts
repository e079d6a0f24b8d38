import { Readable } from 'node:stream'
import { z } from 'zod'
import { readSample, refusedCsv, type FileLayout, type RefusedRow } from '@suite/csv'
import { invalid, isId } from '@suite/kernel'
import type { Database, TenantContext } from '@suite/db'
import {
  downloadRoute,
  emptyShape,
  idParams,
  pageQuery,
  plainRoute,
  readRoute,
  uploadRoute,
  writeRoute,
  type Caller,
  type RequestFacts,
  type Route,
} from '@suite/http'
import { acceptUpload } from './commands/accept-upload.ts'
import { cancelImport } from './commands/cancel-import.ts'
import { requestUndo } from './commands/request-undo.ts'
import { startImport } from './commands/start-import.ts'
import {
  importShape,
  importsQuery,
  importsShape,
  previewInput,
  previewShape,
  refusalsShape,
  startInput,
  startedShape,
  uploadedShape,
} from './contract.ts'
import type { FileStore } from './file-store.ts'
import { doneBefore, importOf, imports } from './queries/imports.ts'
import { inspectSample, previewSample, uploadPath, type ShownPreview } from './queries/inspect-upload.ts'
import { layoutOf, refusals, refusedAfter } from './queries/refusals.ts'
import {
  IMPORT_EXAMPLE,
  LAYOUT_EXAMPLE,
  PREVIEW_EXAMPLE,
  REFUSED_EXAMPLE,
  UPLOADED_EXAMPLE,
} from './examples.ts'

const tag = 'Imports'

/** What the routes of imports need. */
export interface SyncRouteDeps {
  readonly database: Database
  readonly files: FileStore
}

/** Handing in files, trying mappings, running, stopping and undoing imports, and the rows that were refused. */
export const syncRoutes = (deps: SyncRouteDeps): Route[] => [
  ...handInRoutes(deps),
  ...runRoutes(),
  ...refusalRoutes(deps),
]

const handInRoutes = ({ database, files }: SyncRouteDeps): Route[] => [
  uploadRoute(
    {
      method: 'POST',
      path: '/imports',
      summary: 'Hand in a file for a store (fields: storeId, then file) and see how it would be read',
      tag,
      access: 'imports.run',
      limit: 'upload',
      status: 201,
      reply: uploadedShape,
      example: UPLOADED_EXAMPLE,
    },
    async (upload, _input, facts, caller) => {
      const storeId = upload.fields['storeId'] ?? ''
      if (!isId(storeId)) {
        upload.content.resume()
        throw invalid('store_needed', 'Say which store the file is of: send storeId before the file.', [
          { path: 'storeId', message: 'needed before the file' },
        ])
      }
      const file = await files.put(upload.content)
      // looked at before any transaction: unpacking a large workbook takes a while
      const sample = await readSample(files.pathOf(file.key))
      const context = contextOf(caller, facts)
      const { uploadId } = await database.withTenant(context, (tx) =>
        acceptUpload(tx, { storeId, fileName: upload.fileName, file }),
      )
      return database.readTenant(context, async (read) => {
        const { layout, recognised, preview } = await inspectSample(read, sample)
        const before = await doneBefore(read, uploadId)
        return {
          uploadId,
          fileName: upload.fileName,
          layout: shownLayout(layout),
          profile: layout.profile,
          recognised,
          preview: shownPreview(preview),
          doneBefore: before,
        }
      })
    },
  ),
  plainRoute(
    {
      method: 'POST',
      path: '/imports/preview',
      summary: 'See how a handed-in file would be read with another mapping',
      tag,
      access: 'imports.run',
      body: previewInput,
      reply: previewShape,
      example: PREVIEW_EXAMPLE,
      bodyExample: { uploadId: IMPORT_EXAMPLE.id, layout: LAYOUT_EXAMPLE },
    },
    async ({ body }, facts, caller) => {
      const path = await database.readTenant(contextOf(caller, facts), (read) =>
        uploadPath(read, files, body.uploadId),
      )
      return { body: shownPreview(previewSample(await readSample(path), body.layout)) }
    },
  ),
]

const runRoutes = (): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/imports/start',
      summary: 'Import a handed-in file',
      tag,
      access: 'imports.run',
      status: 202,
      body: startInput,
      reply: startedShape,
      example: { id: IMPORT_EXAMPLE.id },
      bodyExample: { uploadId: IMPORT_EXAMPLE.id, storeId: IMPORT_EXAMPLE.storeId, layout: LAYOUT_EXAMPLE },
    },
    (tx, { body }) => startImport(tx, body),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/imports',
      summary: 'Imports, newest first',
      tag,
      access: 'imports.read',
      query: importsQuery,
      reply: importsShape,
      example: { items: [IMPORT_EXAMPLE], nextCursor: null },
    },
    (read, { query }) => imports(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/imports/:id',
      summary: 'One import with its progress',
      tag,
      access: 'imports.read',
      params: idParams,
      reply: importShape,
      example: IMPORT_EXAMPLE,
    },
    (read, { params }) => importOf(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/imports/:id/cancel',
      summary: 'Stop an import; nothing of it is kept',
      tag,
      access: 'imports.run',
      params: idParams,
      status: 202,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await cancelImport(tx, params.id)
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/imports/:id/undo',
      summary: 'Take back everything a finished import stored',
      tag,
      access: 'imports.undo',
      params: idParams,
      status: 202,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await requestUndo(tx, params.id)
      return {}
    },
  ),
]

const refusalRoutes = ({ database }: SyncRouteDeps): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/imports/:id/refusals',
      exported: false,
      summary: 'Rows of the file that could not be taken, with line and reason',
      tag,
      access: 'imports.read',
      params: idParams,
      query: pageQuery,
      reply: refusalsShape,
      example: { items: [REFUSED_EXAMPLE], nextCursor: null },
    },
    (read, { params, query }) => refusals(read, { id: params.id, ...query }),
  ),
  downloadRoute(
    {
      method: 'GET',
      path: '/imports/:id/refusals.csv',
      summary: 'The refused rows as a file to mend and import again',
      tag,
      access: 'imports.read',
      params: idParams,
      reply: z.string(),
      example: 'Receipt,Date,SKU,refused_line,refused_reason\r\n',
    },
    async ({ params }, caller) => {
      const context = contextOf(caller)
      const { layout, fileName } = await database.readTenant(context, (read) => layoutOf(read, params.id))
      return {
        fileName: `refused-${fileName.replace(/(\.(csv|txt|tsv|xlsx|xlsm))?(\.gz)?$/i, '')}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: Readable.from(refusedCsv(layout, everyRefusal(database, context, params.id))),
      }
    },
  ),
]

/** All refused rows in file order, a short transaction for every thousand. */
async function* everyRefusal(
  database: Database,
  context: TenantContext,
  id: string,
): AsyncGenerator<RefusedRow> {
  for (let line = 0; ;) {
    const from = line
    const rows = await database.readTenant(context, (read) => refusedAfter(read, id, from, 1000))
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    line = last.line
  }
}

const contextOf = (caller: Caller | null, facts?: RequestFacts): TenantContext => ({
  organizationId: caller?.organizationId ?? '',
  actor: { kind: 'user', id: caller?.userId ?? '' },
  ...(facts === undefined ? {} : { requestId: facts.requestId, ip: facts.ip }),
})

const shownLayout = (layout: FileLayout) => ({ ...layout, columns: [...layout.columns] })

const shownPreview = ({ rows, refused, counts, sums, problems, notes }: ShownPreview) => ({
  rows: rows.map((row) => ({ ...row })),
  refused: refused.map((row) => ({ ...row, cells: [...row.cells] })),
  counts: {
    rows: counts.rows,
    refused: counts.refused,
    ignored: counts.ignored,
    kinds: { ...counts.kinds },
  },
  sums,
  problems: [...problems],
  notes: [...notes],
})
