import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** One part of a ZIP file to be written; its content is gone through once. */
export interface ZipPart {
  readonly name: string
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>
}

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const VERSION = 20
/** Bit 3: sizes follow the content; bit 11: the name is UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
const LARGEST = 0xffff_ffff

/**
 * A ZIP file piece by piece (APPNOTE 6.3.10), each part packed while it is made. An error of a part's content is the
 * error of the file; whoever stops reading stops the content too.
 * @throws Error past 4 GB, which would need ZIP64
 */
export async function* writeZip(parts: Iterable<ZipPart>, now: Date): AsyncGenerator<Buffer> {
  const stamp = dosTime(now)
  const written: Written[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const head = localHeader(Buffer.from(name), stamp)
    yield head
    const sums = { crc: 0, size: 0, packed: 0 }
    yield* packed(content, sums)
    yield descriptor(sums)
    written.push({ ...sums, name: Buffer.from(name), offset })
    offset += head.length + sums.packed + 16
    if (offset > LARGEST || sums.size > LARGEST) throw new Error(`the ZIP part ${name} is past 4 GB`)
  }
  const directory = Buffer.concat(written.map((part) => directoryEntry(part, stamp)))
  yield directory
  yield directoryEnd(written.length, directory.length, offset)
}

async function* packed(
  content: ZipPart['content'],
  sums: { crc: number; size: number; packed: number },
): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw()
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      sums.crc = crc32(chunk, sums.crc)
      sums.size += chunk.length
      yield chunk
    }
  }
  const pumping = pipeline(counted, deflate)
  // a reader that stops early ends the pipeline before its time; that is no error of anybody
  pumping.catch(() => {})
  for await (const chunk of deflate) {
    sums.packed += (chunk as Buffer).length
    yield chunk as Buffer
  }
  await pumping
}

/** Two-second steps, local to nobody: UTC. */
const dosTime = (at: Date): number =>
  ((at.getUTCFullYear() - 1980) << 25) |
  ((at.getUTCMonth() + 1) << 21) |
  (at.getUTCDate() << 16) |
  (at.getUTCHours() << 11) |
  (at.getUTCMinutes() << 5) |
  (at.getUTCSeconds() >> 1)

const localHeader = (name: Buffer, stamp: number): Buffer => {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATE, 8)
  head.writeUInt32LE(stamp >>> 0, 10)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

const descriptor = ({ crc, packed: packedSize, size }: { crc: number; packed: number; size: number }) => {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(0x08074b50, 0)
  tail.writeUInt32LE(crc, 4)
  tail.writeUInt32LE(packedSize, 8)
  tail.writeUInt32LE(size, 12)
  return tail
}

const directoryEntry = (part: Written, stamp: number): Buffer => {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(VERSION, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATE, 10)
  entry.writeUInt32LE(stamp >>> 0, 12)
  entry.writeUInt32LE(part.crc, 16)
  entry.writeUInt32LE(part.packed, 20)
  entry.writeUInt32LE(part.size, 24)
  entry.writeUInt16LE(part.name.length, 28)
  entry.writeUInt32LE(part.offset, 42)
  return Buffer.concat([entry, part.name])
}

const directoryEnd = (count: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
