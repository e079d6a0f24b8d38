import {
  fileNotes,
  headerSignature,
  layoutProblems,
  noneIgnored,
  previewFile,
  sniffFile,
  withSavedLayout,
  type FileLayout,
  type FileSample,
  type Preview,
} from '@suite/csv'
import { isAppError, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { FileStore } from '../file-store.ts'

const ROWS_SHOWN = 20

/** What a handed-in file looks like. */
export interface Inspection {
  readonly layout: FileLayout
  /** True for a known export or a layout saved before; false where columns were only matched by their headings. */
  readonly recognised: boolean
  readonly preview: ShownPreview
}

/** A preview with what keeps the file from being imported and what else is to be known of it, in words. */
export interface ShownPreview extends Omit<Preview, 'ignored'> {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

/** Recognises a handed-in file by its beginning: by a saved mapping of the same header, else by its look. */
export const inspectSample = async (read: Read, sample: FileSample): Promise<Inspection> => {
  const sniffed = sniffFile(sample.bytes)
  const saved = await savedLayout(read, headerSignature(sniffed))
  const layout = saved === null ? sniffed : withSavedLayout(sniffed, saved)
  const known = saved !== null || !layout.profile.startsWith('generic-')
  return {
    layout,
    recognised: known && layoutProblems(layout).length === 0,
    preview: previewSample(sample, layout),
  }
}

/** Where a handed-in file lies. @throws AppError `not_found` */
export const uploadPath = async (read: Read, files: FileStore, uploadId: string): Promise<string> => {
  const { rows } = await sql<{
    key: string
  }>`select file_key as key from uploads where id = ${uploadId}`.execute(read.db)
  const upload = rows[0]
  if (upload === undefined) throw notFound('upload')
  return files.pathOf(upload.key)
}

const savedLayout = async (read: Read, signature: string): Promise<FileLayout | null> => {
  const { rows } = await sql<{ layout: FileLayout }>`
    select layout from import_layouts where header_signature = ${signature}`.execute(read.db)
  return rows[0]?.layout ?? null
}

const NOTHING: Omit<Preview, 'ignored'> = {
  rows: [],
  refused: [],
  counts: { rows: 0, refused: 0, ignored: 0, ignoredBy: noneIgnored(), kinds: {} },
  sums: { quantity: '0', net: null },
}

/** The preview of a file's beginning under a layout, be it found or tried out by a person. */
export const previewSample = (sample: FileSample, layout: FileLayout): ShownPreview => {
  const problems = layoutProblems(layout)
  const notesWith = (ignored: Preview['counts']['ignoredBy']) =>
    fileNotes({
      encoding: layout.encoding,
      titleLines: layout.headerRow,
      workbook: sample.workbook,
      ignored,
    })
  try {
    const { ignored: _, ...shown } = previewFile(sample.bytes, layout, ROWS_SHOWN, {
      whole: sample.whole,
      now: new Date().toISOString(),
    })
    return { ...shown, problems, notes: notesWith(shown.counts.ignoredBy) }
  } catch (error) {
    if (!isAppError(error)) throw error
    return {
      ...NOTHING,
      problems: problems.length > 0 ? problems : [error.message],
      notes: notesWith(noneIgnored()),
    }
  }
}
