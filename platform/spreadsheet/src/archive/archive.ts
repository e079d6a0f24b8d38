import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { invalid, isAppError } from '@suite/kernel'

/** The parts of a ZIP file, read by name; several may be read one after the other. */
export interface Archive {
  has(name: string): boolean
  /** Unpacked size of a part as the file states it, bytes; 0 when there is none. */
  sizeOf(name: string): number
  /**
   * A part's content, unpacked, in chunks. Nothing is unpacked past the stated size.
   * @throws AppError `workbook_too_large` when it is stated to be larger than `maxBytes` or packed as only zip bombs are,
   * `damaged_workbook` when it is missing, cut off or does not bear out its checksum
   */
  read(name: string, maxBytes: number): AsyncGenerator<Uint8Array>
  close(): void
}

/** More parts than any workbook of a till; a directory of millions would fill the memory. */
const MAX_PARTS = 5_000
/** Deflate packs at most 1,032 times; sheets of real exports 5 to 60 times. Small parts cannot hurt. */
const MAX_RATIO = 250
const DEFLATE = 8
const CHUNK_BYTES = 128 * 1024
const HARMLESS_BYTES = 64 * 1024 ** 2

/** The file as a ZIP archive. Part names are compared without case (ECMA-376-2, 6.2.2). @throws AppError `damaged_workbook` */
export const openArchive = async (path: string): Promise<Archive> => {
  try {
    return await openedArchive(path)
  } catch (error) {
    throw asDamage(error)
  }
}

/** What ZIP or XML readers complain of, as an error for people; those of ours pass. */
export const asDamage = (error: unknown): unknown => {
  if (isAppError(error)) return error
  const system = error instanceof Error && 'syscall' in error
  return system ? error : damaged(error instanceof Error ? error.message : 'unreadable')
}

/** The workbook cannot be read to its end. */
export const damaged = (why: string) =>
  invalid(
    'damaged_workbook',
    `This workbook is cut off or damaged (${why.slice(0, 160)}). Export or download it again; if Excel can still open it, save it there as a new file.`,
  )

const openedArchive = async (path: string): Promise<Archive> => {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true })
  const parts = new Map<string, Entry>()
  try {
    if (zip.entryCount > MAX_PARTS) throw tooLarge(`it holds ${zip.entryCount} parts`)
    for await (const entry of zip.eachEntry()) {
      const name = keyOf(entry.fileName)
      if (parts.has(name)) throw damaged(`two parts are called ${entry.fileName}`)
      parts.set(name, entry)
    }
  } catch (error) {
    zip.close()
    throw error
  }
  const read = async function* (name: string, maxBytes: number): AsyncGenerator<Uint8Array> {
    const entry = parts.get(keyOf(name))
    if (entry === undefined) throw damaged(`its part ${name} is missing`)
    refuseBomb(entry, maxBytes)
    try {
      let [sum, size] = [0, 0]
      for await (const chunk of await unpacked(zip, entry)) {
        const bytes = chunk as Buffer
        size += bytes.length
        if (size > entry.uncompressedSize) break
        sum = crc32(bytes, sum)
        yield bytes
      }
      if (size !== entry.uncompressedSize || sum !== entry.crc32)
        throw damaged(`the checksum of ${name} does not match`)
    } catch (error) {
      throw asDamage(error)
    }
  }
  return {
    has: (name) => parts.has(keyOf(name)),
    sizeOf: (name) => parts.get(keyOf(name))?.uncompressedSize ?? 0,
    read,
    close: () => zip.close(),
  }
}

/** In larger chunks than yauzl unpacks by itself: every chunk costs a turn of the event loop. */
const unpacked = async (zip: ZipFile, entry: Entry): Promise<Readable> => {
  if (entry.compressionMethod !== DEFLATE) return zip.openReadStreamPromise(entry)
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  packed.on('error', (error) => inflate.destroy(error))
  inflate.on('close', () => packed.destroy())
  return packed.pipe(inflate)
}

const keyOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

const refuseBomb = ({ fileName, uncompressedSize, compressedSize }: Entry, maxBytes: number): void => {
  if (uncompressedSize > maxBytes)
    throw tooLarge(`${fileName} unpacks to ${Math.round(uncompressedSize / 1024 ** 2)} MB`)
  if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * MAX_RATIO)
    throw tooLarge(`${fileName} would unpack to more than ${MAX_RATIO} times its size`)
}

/** The workbook would unpack to more than can be right. */
export const tooLarge = (why: string) =>
  invalid(
    'workbook_too_large',
    `This workbook is too large to be unpacked safely (${why}). Export a shorter period, or save it as "CSV UTF-8" and import that.`,
  )
