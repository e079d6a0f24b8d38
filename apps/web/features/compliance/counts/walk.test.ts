import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byRoom, countTyped, linesMeant, nextOpen } from './walk'

const line = (id: string, part: Partial<Parameters<typeof linesMeant>[0][number]> = {}) => ({
  id,
  packageTag: `1A406030000000100000${id}`,
  lotCode: '',
  sku: `SKU-${id}`,
  productName: 'Blue Dream 3.5 g',
  room: null,
  ...part,
})
const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id)

describe('the walk along the sheet', () => {
  it('comes to every open line once, wherever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), (size, start) => {
        const lines = Array.from({ length: size }, (_, at) => ({ id: String(at) }))
        const counted = new Set<string>()
        let at = lines[start % size] ?? null
        while (at !== null && counted.size <= size) {
          expect(counted.has(at.id)).toBe(false)
          counted.add(at.id)
          at = nextOpen(lines, (id) => counted.has(id), at.id)
        }
        expect(counted.size).toBe(size)
      }),
    )
  })

  it('passes over a line that is skipped, and comes back to it at last', () => {
    const lines = [{ id: 'a' }, { id: 'b' }]
    expect(nextOpen(lines, () => false, 'a')?.id).toBe('b')
    expect(nextOpen(lines, (id) => id === 'b', 'a')?.id).toBe('a')
    expect(nextOpen(lines, () => true, 'a')).toBeNull()
  })

  it('groups by room in the order of the sheet', () => {
    const lines = [line('1', { room: 'Vault' }), line('2'), line('3', { room: 'Vault' })]
    expect(byRoom(lines).map((each) => [each.room, ids(each.lines)])).toEqual([
      ['Vault', ['1', '3']],
      ['No room', ['2']],
    ])
  })
})

describe('a scanned or typed text', () => {
  const lines = [
    line('0123'),
    line('0456', { lotCode: 'H7' }),
    line('9123', { productName: 'Gelato', packageTag: null }),
  ]

  it('means the package whose tag it is, also within a scanned address', () => {
    expect(ids(linesMeant(lines, '1a4060300000001000000123 '))).toEqual(['0123'])
    expect(ids(linesMeant(lines, 'https://1a4.com/1A4060300000001000000456?x'))).toEqual(['0456'])
  })

  it('means a lot code or SKU, the end of a tag, or part of a name', () => {
    expect(ids(linesMeant(lines, 'h7'))).toEqual(['0456'])
    expect(ids(linesMeant(lines, 'SKU-9123'))).toEqual(['9123'])
    expect(ids(linesMeant(lines, '456'))).toEqual(['0456'])
    expect(ids(linesMeant(lines, 'gelato'))).toEqual(['9123'])
  })

  it('means several when it does not tell them apart, and none when it is not here', () => {
    expect(ids(linesMeant(lines, 'blue dream'))).toEqual(['0123', '0456'])
    expect(linesMeant(lines, '1A4999')).toEqual([])
    expect(linesMeant(lines, ' ')).toEqual([])
  })
})

describe('a typed count', () => {
  it.each([
    ['12', '12'],
    [' 3,5 ', '3.5'],
    ['.5', '0.5'],
    ['7.', '7'],
    ['0', '0'],
  ])('%j is %j', (typed, read) => expect(countTyped(typed)).toBe(read))

  it.each(['', '-1', '1.23456', 'ten', '1.2.3', '.', '12345678901'])('%j is none', (typed) =>
    expect(countTyped(typed)).toBeNull(),
  )
})
