import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { invalid, newId } from '@suite/kernel'

/** A file as it lies in the store. */
export interface StoredFile {
  /** What `pathOf` finds it by. */
  readonly key: string
  /** SHA-256 of its bytes, hex. */
  readonly hash: string
  readonly bytes: number
}

/** Where handed-in files are kept until somebody asks for them again. */
export interface FileStore {
  /** Keeps a file; the same bytes are kept once. @throws AppError `empty_file` */
  put(content: Readable): Promise<StoredFile>
  /** A path on this machine from which the file can be read. */
  pathOf(key: string): string
}

/** A store in a local folder, each file under the hash of its bytes. */
export const localFileStore = (folder: string): FileStore => ({
  put: async (content) => {
    await mkdir(folder, { recursive: true })
    const incoming = join(folder, `incoming-${newId()}`)
    try {
      const { hash, bytes } = await writeHashed(content, incoming)
      if (bytes === 0)
        throw invalid('empty_file', 'This file is empty. Export it again and check the date range.')
      const key = `${hash.slice(0, 2)}/${hash}`
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
      await rename(incoming, join(folder, key))
      return { key, hash, bytes }
    } catch (error) {
      await rm(incoming, { force: true })
      throw error
    }
  },
  pathOf: (key) => join(folder, key),
})

const writeHashed = async (content: Readable, path: string): Promise<{ hash: string; bytes: number }> => {
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(content, count, createWriteStream(path, { flush: true }))
  return { hash: hash.digest('hex'), bytes }
}
