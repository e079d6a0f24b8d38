import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { attributeOf, XmlScanner } from './scanner.ts'

type Heard = readonly [string, string, ...(string | undefined)[]]
const NAMES = ['r', 's', 't']

/** What the scanner hears of XML cut into pieces of this size; texts that touch are one. */
const scanned = (xml: string, size: number): Heard[] => {
  const heard: Heard[] = []
  const scanner = new XmlScanner({
    open: (name, tag) => heard.push(['open', name, ...NAMES.map((each) => attributeOf(tag, each))]),
    text: (text) => addText(heard, text),
    close: (name) => heard.push(['close', name]),
  })
  for (let at = 0; at < xml.length; at += size) scanner.write(xml.slice(at, at + size))
  scanner.close()
  return heard
}

const parsed = (xml: string): Heard[] => {
  const heard: Heard[] = []
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  parser.on('opentag', ({ name, attributes }) =>
    heard.push(['open', name, ...NAMES.map((each) => attributes[each])]),
  )
  parser.on('closetag', ({ name }) => heard.push(['close', name]))
  parser.on('text', (text) => addText(heard, text))
  parser.on('cdata', (text) => addText(heard, text))
  parser.write(xml).close()
  return heard
}

const addText = (heard: Heard[], text: string): void => {
  const last = heard.at(-1)
  if (text === '') return
  if (last?.[0] === 'text') heard[heard.length - 1] = ['text', last[1] + text]
  else heard.push(['text', text])
}

const escaped = (text: string): string => text.replace(/[<&>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
const word = fc.string({
  unit: fc.constantFrom('a', '<', '&', '>', '"', ' ', 'é', '😀', '/', '='),
  maxLength: 8,
})
const space = fc.constantFrom(' ', '\n', '  ', '\t')
const attribute = fc
  .tuple(fc.constantFrom(...NAMES, 'xml:space'), word, fc.constantFrom('"', "'"), fc.constantFrom('', ' '))
  .map(
    ([name, value, quote, gap]) => [name, `${name}${gap}=${gap}${quote}${escaped(value)}${quote}`] as const,
  )
const attributes = fc
  .tuple(fc.uniqueArray(attribute, { selector: ([name]) => name, maxLength: 3 }), space)
  .map(([list, gap]) => list.map(([, written]) => gap + written).join(''))
const content = fc.oneof(
  word.map(escaped),
  word.map((text) => `<![CDATA[${text}]]>`),
  fc.constantFrom('<!-- a > b < c -->', '<?x y > z?>', '&lt;&amp;&quot;&apos;&gt;&#x41;', ''),
)
const xml = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom('c', 'v', 'row'), attributes).map(([name, list]) => `<${name}${list}/>`),
    fc
      .tuple(
        fc.constantFrom('c', 'v', 'row'),
        attributes,
        fc.array(fc.oneof(content, tie('element')), { maxLength: 4 }),
        fc.constantFrom('', ' '),
      )
      .map(([name, list, inner, gap]) => `<${name}${list}>${inner.join('')}</${name}${gap}>`),
  ),
})).element

describe('the scanner', () => {
  test('hears what a full parser hears, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(xml, fc.integer({ min: 1, max: 30 }), (text, size) => {
        expect(scanned(`<?xml version="1.0"?>\n${text}`, size)).toEqual(parsed(text))
      }),
      { numRuns: 400 },
    )
  })
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an unknown entity', '<a>&b;</a>'],
    ['a bare &', '<a>b & c</a>'],
    ['an end without its beginning', '<a></b></a>'],
    ['an end too many', '<a></a></a>'],
    ['a second root', '<a/><a/>'],
    ['no end', '<a><b></b>'],
    ['a cut tag', '<a><b'],
    ['nothing', ' '],
    ['a text without end', `<a>${'x'.repeat(600_000)}`],
  ])('refuses %s', (_, text) => {
    expect(() => scanned(text, 1 << 16)).toThrow(expect.objectContaining({ code: 'damaged_workbook' }))
  })
})
