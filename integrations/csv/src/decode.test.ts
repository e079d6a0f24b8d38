import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDecoder, detectEncoding } from './decode.ts'

const decode = (bytes: Uint8Array, size: number): string => {
  const decoder = createDecoder(detectEncoding(bytes))
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size))
  return text + decoder.end()
}

describe('encodings', () => {
  test('UTF-8 with and without a mark', () => {
    expect(decode(Buffer.from('\ufeffPiña,1\n'), 3)).toBe('Piña,1\n')
    expect(decode(Buffer.from('Piña,1\n'), 3)).toBe('Piña,1\n')
  })
  test('UTF-16LE with and without a mark', () => {
    expect(decode(Buffer.from('\ufeffPiña,1\n', 'utf16le'), 3)).toBe('Piña,1\n')
    expect(decode(Buffer.from('Menu,Price,Qty\n', 'utf16le'), 5)).toBe('Menu,Price,Qty\n')
  })
  test('UTF-16BE with and without a mark', () => {
    const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()
    expect(detectEncoding(swapped('\ufeffPiña,1\n'))).toBe('utf-16be')
    for (const size of [1, 2, 3, 5, 100]) {
      expect(decode(swapped('\ufeffPiña 🍮,1\n'), size)).toBe('Piña 🍮,1\n')
      expect(decode(swapped('Menu,Price,Qty\n'), size)).toBe('Menu,Price,Qty\n')
    }
  })
  test('windows-1252, euro sign and curly quotes included', () => {
    const bytes = Buffer.from([0x50, 0x69, 0xf1, 0x61, 0x2c, 0x80, 0x35, 0x92, 0x0a])
    expect(detectEncoding(bytes)).toBe('latin1')
    expect(decode(bytes, 2)).toBe('Piña,€5’\n')
  })
  test('a sample cut inside a character is still UTF-8', () => {
    const bytes = Buffer.from('Crème brûlée 🍮')
    for (let end = 5; end <= bytes.length; end++) expect(detectEncoding(bytes.subarray(0, end))).toBe('utf-8')
  })
  test('one windows-1252 line in a UTF-8 file is read as such', () => {
    const bytes = Buffer.concat([Buffer.from('Piña\n'), Buffer.from([0x50, 0xf1, 0x0a]), Buffer.from('é\n')])
    const decoder = createDecoder('utf-8')
    expect(decoder.write(bytes) + decoder.end()).toBe('Piña\nPñ\né\n')
  })
})

describe('files that are no text', () => {
  test.each([
    ['a workbook', [0x50, 0x4b, 3, 4], 'excel_workbook'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], 'old_workbook'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'compressed_file'],
    ['a PDF', [0x25, 0x50, 0x44, 0x46], 'not_a_table'],
  ])('%s', (_, bytes, code) =>
    expect(() => detectEncoding(new Uint8Array(bytes))).toThrow(expect.objectContaining({ code })),
  )
})

test('where the bytes are cut makes no difference', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'ñ', '€', '🍮', ',', '\n', '\r\n') })
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: 9 }), (text, size) => {
      fc.pre(text.length > 0)
      const decoder = createDecoder('utf-8')
      const bytes = Buffer.from(text)
      let read = ''
      for (let at = 0; at < bytes.length; at += size) read += decoder.write(bytes.subarray(at, at + size))
      expect(read + decoder.end()).toBe(text)
    }),
  )
})
