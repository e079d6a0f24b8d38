import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { SAMPLE_BYTES } from './sniff.ts'

export interface OpenedFile {
  /** The file's content, unpacked when it is gzip; can be gone through once. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Bytes on disk, packed or not. */
  readonly fileBytes: number
  /** Bytes taken from disk so far: divide by `fileBytes` for progress. */
  readonly diskBytesRead: () => number
}

const CHUNK_BYTES = 256 * 1024

/** Opens a file for `readRows`; gzip is recognised by its first two bytes and unpacked on the way. */
export const openFile = async (path: string): Promise<OpenedFile> => {
  const [packed, { size }] = await Promise.all([isGzip(path), stat(path)])
  const disk = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const chunks = packed ? unpack(disk) : disk
  return { chunks, fileBytes: size, diskBytesRead: () => disk.bytesRead }
}

/** The first `SAMPLE_BYTES` of a file's (unpacked) content, for `sniffFile` and `previewFile`. */
export const readSample = async (path: string, bytes: number = SAMPLE_BYTES): Promise<Uint8Array> => {
  const { chunks } = await openFile(path)
  const taken: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    taken.push(chunk)
    length += chunk.length
    if (length >= bytes) break
  }
  return Buffer.concat(taken).subarray(0, bytes)
}

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
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
