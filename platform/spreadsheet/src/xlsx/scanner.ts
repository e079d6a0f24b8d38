import { damaged } from '../archive/archive.ts'

/** What a reader of a bulk part hears; names without their prefix. `tag` is what stands between < and >. */
export interface ScanListener {
  open(name: string, tag: string): void
  text(text: string): void
  close(name: string): void
}

/** A cell holds at most 32,767 characters, each written with at most seven. */
const MAX_HELD = 1 << 19
const [SLASH, BANG, QUESTION, GREATER, DOUBLE, SINGLE] = [47, 33, 63, 62, 34, 39]
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Goes through the XML of cells and shared texts piece by piece. A general parser builds an object of attributes for every
 * cell; here they are looked up when asked for (`attributeOf`), which reads a sheet several times faster. Nesting is checked;
 * document types are refused, so that no entity but XML's own five exists.
 */
export class XmlScanner {
  readonly #listener: ScanListener
  readonly #open: string[] = []
  #held = ''
  #ended = false

  constructor(listener: ScanListener) {
    this.#listener = listener
  }

  write(chunk: string): void {
    const text = this.#held === '' ? chunk : this.#held + chunk
    let at = 0
    for (;;) {
      const from = text.indexOf('<', at)
      if (from < 0) break
      const to = markupEnd(text, from)
      if (to < 0) break
      if (from > at && this.#open.length > 0) this.#listener.text(withoutEntities(text.slice(at, from)))
      this.#markup(text, from, to)
      at = to
    }
    this.#held = text.slice(at)
    if (this.#held.length > MAX_HELD) throw damaged('a tag or text in it never ends')
  }

  close(): void {
    if (!this.#ended || this.#open.length > 0 || this.#held.trim() !== '') throw damaged('its XML breaks off')
  }

  #markup(text: string, from: number, to: number): void {
    const kind = text.charCodeAt(from + 1)
    if (kind === QUESTION) return
    if (kind === BANG) {
      if (text.charCodeAt(from + 2) === 91) this.#listener.text(text.slice(from + 9, to - 3))
      return
    }
    if (kind === SLASH) return this.#end(localName(text.slice(from + 2, to - 1).trimEnd()))
    const empty = text.charCodeAt(to - 2) === SLASH
    const tag = text.slice(from + 1, empty ? to - 2 : to - 1)
    const name = localName(nameOf(tag))
    if (this.#ended) throw damaged('its XML goes on after its end')
    this.#open.push(name)
    this.#listener.open(name, tag)
    if (empty) this.#end(name)
  }

  #end(name: string): void {
    if (this.#open.pop() !== name)
      throw damaged(`its XML closes ${name.slice(0, 40)} where it was not opened`)
    this.#ended = this.#open.length === 0
    this.#listener.close(name)
  }
}

/** Index behind the markup that begins at `from`, or −1 to wait for more. */
const markupEnd = (text: string, from: number): number => {
  const kind = text.charCodeAt(from + 1)
  if (kind === QUESTION) return behind(text, '?>', from)
  if (kind !== BANG) return tagEnd(text, from)
  if (text.startsWith('<!--', from)) return behind(text, '-->', from + 4)
  if (text.startsWith('<![CDATA[', from)) return behind(text, ']]>', from + 9)
  if (text.length - from < 9) return -1
  throw damaged('it holds a document type')
}

const behind = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

/** A > inside quotation marks does not end the tag. */
const tagEnd = (text: string, from: number): number => {
  let quote = 0
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === GREATER) return at + 1
    else if (code === DOUBLE || code === SINGLE) quote = code
  }
  return -1
}

const nameOf = (tag: string): string => {
  const end = tag.search(/[\s/]/)
  return end < 0 ? tag : tag.slice(0, end)
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const ODDLY_WRITTEN = /['\t\r\n]|\s=|=\s/
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The value of an attribute of a tag as the scanner hands it out; undefined when there is none. */
export const attributeOf = (tag: string, name: string): string | undefined => {
  if (ODDLY_WRITTEN.test(tag)) {
    for (const [, found, double, single] of tag.matchAll(ATTRIBUTE))
      if (found === name) return withoutEntities(double ?? single ?? '')
    return undefined
  }
  const at = tag.indexOf(` ${name}="`)
  if (at < 0) return undefined
  const from = at + name.length + 3
  return withoutEntities(tag.slice(from, tag.indexOf('"', from)))
}

const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));|&/gi,
        (_, decimal?: string, hex?: string, name?: string) => {
          const known = name === undefined ? undefined : ENTITIES[name]
          if (known !== undefined) return known
          const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
          if (Number.isNaN(code) || code > 0x10ffff) throw damaged('it holds an unknown entity')
          return String.fromCodePoint(code)
        },
      )
    : text
