import { isUtf8 } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'
import { invalid } from '@suite/kernel'
import type { FileLayout } from './canonical.ts'

type Encoding = FileLayout['encoding']

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
/** A stretch without any line break is decoded anyway once it is this long. */
const MAX_HELD_BYTES = 1 << 20

/** What windows-1252 puts where ISO 8859-1 has control characters (0x80–0x9f). */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
const HIGH_CONTROLS = /[\u0080-\u009f]/g

/**
 * The encoding of a file from its first bytes: a byte order mark, else zero bytes (UTF-16, either way round), else whether
 * the bytes are valid UTF-8, else Latin-1 as windows-1252.
 * @throws AppError `excel_workbook`, `old_workbook`, `compressed_file` or `not_a_table` for bytes that are no text table
 */
export const detectEncoding = (sample: Uint8Array): Encoding => {
  refuseBinary(sample)
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  return utf16ByZeros(sample) ?? (isUtf8(dropCutCharacter(sample)) ? 'utf-8' : 'latin1')
}

const refuseBinary = (sample: Uint8Array): void => {
  const [a, b] = sample
  if (a === 0x50 && b === 0x4b)
    throw invalid(
      'excel_workbook',
      'These are the bytes of an Excel workbook, not text. Hand in the whole .xlsx file, or save it as "CSV UTF-8".',
    )
  if (a === 0xd0 && b === 0xcf)
    throw invalid(
      'old_workbook',
      'This is an Excel file of the old kind (.xls) or one with a password. Open it in Excel, save it as .xlsx without a password, and import that.',
    )
  if (a === 0x1f && b === 0x8b)
    throw invalid('compressed_file', 'This file is compressed. Unpack it first and import the CSV inside.')
  if (a === 0x25 && b === 0x50)
    throw invalid('not_a_table', 'This is a PDF. Export the report as CSV instead.')
}

/** Latin letters and digits have a zero byte beside them: the second of the pair in little-endian, else the first. */
const utf16ByZeros = (sample: Uint8Array): Encoding | null => {
  const zeros = [0, 0]
  const length = Math.min(sample.length, 2000)
  for (let i = 0; i < length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (length <= 3 || Math.max(even, odd) <= length / 8) return null
  return odd >= even ? 'utf-16le' : 'utf-16be'
}

/** The sample may end inside a character; those last bytes say nothing about the encoding. */
const dropCutCharacter = (sample: Uint8Array): Uint8Array => {
  let end = sample.length
  for (let back = 1; back <= 3 && back <= sample.length; back++) {
    const byte = sample[sample.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      end = sample.length - back
      break
    }
  }
  return sample.subarray(0, end)
}

/** Turns byte chunks into text; where the chunks are cut makes no difference to the text. */
export interface ChunkDecoder {
  write(chunk: Uint8Array): string
  end(): string
}

/** A decoder for one file. A single line of a UTF-8 file that is not valid UTF-8 is read as windows-1252. */
export const createDecoder = (encoding: Encoding): ChunkDecoder => {
  let first = true
  const start = (text: string): string => {
    if (!first || text === '') return text
    first = false
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
  const inner =
    encoding === 'utf-16le' || encoding === 'utf-16be'
      ? utf16Decoder(encoding === 'utf-16be')
      : lineDecoder(encoding)
  const clean = (text: string): string => start(text.includes('\0') ? text.replaceAll('\0', '') : text)
  return { write: (chunk) => clean(inner.write(chunk)), end: () => clean(inner.end()) }
}

/** Pairs of bytes; a pair cut in two by the chunks, and a character of two pairs, wait for the rest. */
const utf16Decoder = (bigEndian: boolean): ChunkDecoder => {
  const decoder = new StringDecoder('utf16le')
  let odd: Buffer = Buffer.alloc(0)
  const pairs = (chunk: Uint8Array): Buffer => {
    const bytes = Buffer.concat([odd, chunk])
    const whole = bytes.length - (bytes.length % 2)
    odd = bytes.subarray(whole)
    return bytes.subarray(0, whole).swap16()
  }
  return {
    write: (chunk) =>
      decoder.write(bigEndian ? pairs(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    end: () => decoder.end(),
  }
}

const lineDecoder = (encoding: Encoding): ChunkDecoder => {
  const decode = encoding === 'utf-8' ? decodeUtf8 : decodeLatin1
  let held: Buffer[] = []
  let heldBytes = 0
  const take = (upTo: Buffer): string => {
    const bytes = held.length === 0 ? upTo : Buffer.concat([...held, upTo])
    held = []
    heldBytes = 0
    return decode(bytes)
  }
  const hold = (rest: Buffer): void => {
    if (rest.length === 0) return
    held.push(Buffer.from(rest))
    heldBytes += rest.length
  }
  return {
    write: (chunk) => {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      const cut = cutAfterLine(buffer, heldBytes)
      const text = cut > 0 ? take(buffer.subarray(0, cut)) : ''
      hold(buffer.subarray(cut))
      return text
    },
    end: () => (heldBytes === 0 ? '' : take(Buffer.alloc(0))),
  }
}

/** How many bytes end with a whole line; 0 to wait for more. */
const cutAfterLine = (buffer: Buffer, heldBytes: number): number => {
  const feed = buffer.lastIndexOf(LINE_FEED)
  if (feed >= 0) return feed + 1
  if (heldBytes + buffer.length < MAX_HELD_BYTES) return 0
  return buffer.lastIndexOf(CARRIAGE_RETURN) + 1
}

const decodeUtf8 = (bytes: Buffer): string => {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let text = ''
  for (let from = 0; from < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, from)
    const to = feed < 0 ? bytes.length : feed + 1
    const line = bytes.subarray(from, to)
    text += isUtf8(line) ? line.toString('utf8') : decodeLatin1(line)
    from = to
  }
  return text
}

const decodeLatin1 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(HIGH_CONTROLS, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control)
