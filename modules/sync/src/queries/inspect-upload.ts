import {
  headerSignature,
  layoutProblems,
  previewFile,
  readSample,
  SAMPLE_BYTES,
  sniffFile,
  withSavedLayout,
  type FileLayout,
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

/** A preview with what keeps the file from being imported, in words. */
export interface ShownPreview extends Omit<Preview, 'ignored'> {
  readonly problems: readonly string[]
}

/** Recognises a handed-in file: by a saved mapping of the same header, else by its look. */
export const inspectUpload = async (read: Read, files: FileStore, uploadId: string): Promise<Inspection> => {
  const sample = await sampleOf(read, files, uploadId)
  const sniffed = sniffFile(sample.bytes)
  const saved = await savedLayout(read, headerSignature(sniffed))
  const layout = saved === null ? sniffed : withSavedLayout(sniffed, saved)
  const known = saved !== null || !layout.profile.startsWith('generic-')
  return {
    layout,
    recognised: known && layoutProblems(layout).length === 0,
    preview: preview(sample, layout),
  }
}

/** The preview of a handed-in file under a layout a person is trying out. */
export const previewUpload = async (
  read: Read,
  files: FileStore,
  input: { uploadId: string; layout: FileLayout },
): Promise<ShownPreview> => preview(await sampleOf(read, files, input.uploadId), input.layout)

interface Sample {
  readonly bytes: Uint8Array
  readonly whole: boolean
}

const sampleOf = async (read: Read, files: FileStore, uploadId: string): Promise<Sample> => {
  const { rows } = await sql<{
    key: string
  }>`select file_key as key from uploads where id = ${uploadId}`.execute(read.db)
  const upload = rows[0]
  if (upload === undefined) throw notFound('upload')
  const bytes = await readSample(files.pathOf(upload.key), SAMPLE_BYTES + 1)
  return { bytes: bytes.subarray(0, SAMPLE_BYTES), whole: bytes.length <= SAMPLE_BYTES }
}

const savedLayout = async (read: Read, signature: string): Promise<FileLayout | null> => {
  const { rows } = await sql<{ layout: FileLayout }>`
    select layout from import_layouts where header_signature = ${signature}`.execute(read.db)
  return rows[0]?.layout ?? null
}

const NOTHING: Omit<ShownPreview, 'problems'> = {
  rows: [],
  refused: [],
  counts: { rows: 0, refused: 0, ignored: 0, kinds: {} },
  sums: { quantity: '0', net: null },
}

const preview = (sample: Sample, layout: FileLayout): ShownPreview => {
  const problems = layoutProblems(layout)
  try {
    const { ignored: _, ...shown } = previewFile(sample.bytes, layout, ROWS_SHOWN, {
      whole: sample.whole,
      now: new Date().toISOString(),
    })
    return { ...shown, problems }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { ...NOTHING, problems: problems.length > 0 ? problems : [error.message] }
  }
}
