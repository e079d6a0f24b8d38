import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { SAMPLE_BYTES } from './sniff.ts'
import { openWorkbookText, type SheetChoice } from './workbook-text.ts'

export interface OpenedFile {
  /** The file's content as text bytes: gzip unpacked, a workbook's sheet tab-separated; can be gone through once. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Bytes on disk, packed or not. */
  readonly fileBytes: number
  /** Bytes taken from disk so far (of a workbook: about): divide by `fileBytes` for progress. */
  readonly diskBytesRead: () => number
  /** The sheet that is read, of a workbook. */
  readonly workbook: SheetChoice | null
}

const CHUNK_BYTES = 256 * 1024

/**
 * Opens a file for `readRows`. Gzip and Excel workbooks (.xlsx) are recognised by their first bytes and unpacked on the way.
 * @throws AppError as `openWorkbookText`; of a workbook that breaks later, while `chunks` are read
 */
export const openFile = async (path: string): Promise<OpenedFile> => {
  const [packing, { size }] = await Promise.all([packingOf(path), stat(path)])
  if (packing === 'zip') {
    const { chunks, choice, progress } = await openWorkbookText(path)
    const diskBytesRead = () => Math.min(size, Math.round(size * progress()))
    return { chunks, fileBytes: size, diskBytesRead, workbook: choice }
  }
  const disk = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const chunks = packing === 'gzip' ? unpack(disk) : disk
  return { chunks, fileBytes: size, diskBytesRead: () => disk.bytesRead, workbook: null }
}

/** The beginning of a file, for `sniffFile` and `previewFile`. */
export interface FileSample {
  readonly bytes: Uint8Array
  /** True when this is all there is. */
  readonly whole: boolean
  readonly workbook: SheetChoice | null
}

/** The first `SAMPLE_BYTES` of a file's (unpacked) content. @throws AppError as `openFile` */
export const readSample = async (path: string): Promise<FileSample> => {
  const { chunks, workbook } = await openFile(path)
  const taken: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    taken.push(chunk)
    length += chunk.length
    if (length > SAMPLE_BYTES) break
  }
  const bytes = Buffer.concat(taken)
  return { bytes: bytes.subarray(0, SAMPLE_BYTES), whole: bytes.length <= SAMPLE_BYTES, workbook }
}

const packingOf = async (path: string): Promise<'gzip' | 'zip' | null> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    if (bytesRead >= 2 && buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip'
    return bytesRead === 4 && buffer[0] === 0x50 && buffer[1] === 0x4b ? 'zip' : null
  } finally {
    await file.close()
  }
}

/** Passes errors of the disk on to the reader and closes the disk when the reader stops early. */
const unpack = (
  disk: NodeJS.ReadableStream & { destroy(error?: Error): unknown },
): AsyncIterable<Uint8Array> => {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  disk.on('error', (error) => gunzip.destroy(error))
  gunzip.on('close', () => disk.destroy())
  return disk.pipe(gunzip)
}
