import { SaxesParser } from 'saxes'
import { asDamage, type Archive } from '../archive/archive.ts'

/** What a reader of one part wants to hear; names come without their prefix, attributes with theirs. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Unpacked bytes of the small parts: directory of sheets, styles, relations. */
export const SMALL_PART = 32 * 1024 ** 2

/** Takes a part's text piece by piece. */
interface TextTaker {
  write(text: string): unknown
  close(): unknown
}

/** Goes through a part from beginning to end, chunk by chunk; after each the caller may take what was gathered. */
export async function* hearPart(
  archive: Archive,
  part: string,
  maxBytes: number,
  parser: TextTaker,
): AsyncGenerator<number> {
  let decoder: TextDecoder | null = null
  try {
    for await (const chunk of archive.read(part, maxBytes)) {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8')
      parser.write(decoder.decode(chunk, { stream: true }))
      yield chunk.length
    }
    parser.close()
  } catch (error) {
    throw asDamage(error)
  }
}

/** Goes through a whole small part. */
export const hearWhole = async (archive: Archive, part: string, listener: XmlListener): Promise<void> => {
  for await (const bytes of hearPart(archive, part, SMALL_PART, parserOf(listener))) void bytes
}

const parserOf = (listener: XmlListener) => {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const { open, text, close } = listener
  if (open !== undefined)
    parser.on('opentag', ({ name, attributes }) => open.call(listener, localName(name), attributes))
  if (text !== undefined) {
    parser.on('text', (chunk) => text.call(listener, chunk))
    parser.on('cdata', (chunk) => text.call(listener, chunk))
  }
  if (close !== undefined) parser.on('closetag', ({ name }) => close.call(listener, localName(name)))
  return parser
}

/** Some programs write `x:row` for `row`. */
const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
