import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openWorkbook } from '../index.ts'
import { partsOf, readBook, readSheet, withFile, writeZip, type Book } from '../../test/book.ts'

const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="000000000000"/><numFmt numFmtId="166" formatCode="[$-409]h:mm\\ AM/PM;@"/><numFmt numFmtId="167" formatCode="&quot;$&quot;#,##0.00_);[Red]\\(&quot;$&quot;#,##0.00\\)"/></numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="46"/><xf numFmtId="167"/></cellXfs>'
const styled = async (style: number, value: string, date1904 = false): Promise<string | undefined> =>
  (
    await readBook({
      sheets: { A: `<row r="1"><c r="A1" s="${style}"><v>${value}</v></c></row>` },
      styles: STYLES,
      date1904,
    })
  )[1]?.[0]

describe('cells', () => {
  test('texts of all kinds, blanks between them, rows left out', async () =>
    expect(
      await readBook({
        strings: [
          '<t>Blue Dream</t>',
          '<r><t xml:space="preserve">Rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh>',
          '<t>a_x000D_&#10;b</t>',
        ],
        sheets: {
          A: '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="5"><c r="B5" t="inlineStr"><is><t>in &lt;line&gt;</t></is></c><c r="C5" t="b"><v>1</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="s"><v>2</v></c><c r="F5"/></row>',
        },
      }),
    ).toEqual({
      2: ['Blue Dream', '', 'Rich text'],
      5: ['', 'in <line>', 'TRUE', '#N/A', 'a b'],
    }))
  test('formulas count with the value stored for them', async () =>
    expect(
      await readBook({
        sheets: {
          A: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>',
        },
      }),
    ).toEqual({ 1: ['2', '2x'] }))
  test('a formula nobody worked out is refused, with the way out', async () =>
    await expect(
      readBook({ sheets: { A: '<row r="3"><c r="B3"><f>SUM(A1:A2)</f></c></row>' } }),
    ).rejects.toThrow(/Row 3, column 2 holds a formula.*save it/))
  test('rows and cells without a place follow each other; prefixes do not matter', async () =>
    expect(
      await readBook({
        sheets: { A: '' },
        parts: {
          'xl/worksheets/sheet1.xml':
            '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        },
      }),
    ).toEqual({ 1: ['1', '2'], 2: ['3'] }))
})

describe('numbers', () => {
  test.each([
    ['4.0999999999999996', '4.1'],
    ['0.30000000000000004', '0.3'],
    ['12.35', '12.35'],
    ['123456789012', '123456789012'],
    ['9007199254740993', '9007199254740993'],
    ['1.2345678901234567E+17', '1.23456789012346E+17'],
    ['1.5E-7', '0.00000015'],
    ['-2.5E1', '-25'],
    ['0', '0'],
  ])('%s is %s', async (raw, text) => expect(await styled(0, raw)).toBe(text))
  test('percentages keep their meaning and digits', async () => {
    expect(await styled(3, '0.2345')).toBe('23.45%')
    expect(await styled(3, '1')).toBe('100%')
    expect(await styled(3, '0.07')).toBe('7%')
  })
  test('barcodes keep their zeros', async () => expect(await styled(5, '36000291452')).toBe('036000291452'))
  test('money is a number', async () => expect(await styled(8, '-1114.35')).toBe('-1114.35'))
})

describe('dates', () => {
  test.each([
    [1, '46101', '2026-03-20'],
    [1, '46101.680555555555', '2026-03-20 16:20:00'],
    [2, '46101.680555555555', '2026-03-20 16:20:00'],
    [2, '46101', '2026-03-20 00:00:00'],
    [4, '46101.999994', '2026-03-20 23:59:59'],
    [4, '46101.9999999', '2026-03-21 00:00:00'],
    [6, '0.680555555555556', '16:20:00'],
    [7, '1.5', '36:00:00'],
    [1, '1', '1900-01-01'],
    [1, '59', '1900-02-28'],
    [1, '60', '1900-02-29'],
    [1, '61', '1900-03-01'],
    [1, '-5', '-5'],
  ])('style %s: %s is %s', async (style, serial, text) => expect(await styled(style, serial)).toBe(text))
  test('the 1904 calendar is four years and a day later', async () => {
    expect(await styled(1, '44639', true)).toBe('2026-03-20')
    expect(await styled(1, '0', true)).toBe('1904-01-01')
  })
  test('ISO dates are taken as they are', async () =>
    expect(
      await readBook({ sheets: { A: '<row r="1"><c r="A1" t="d"><v>2026-03-20T16:20:00</v></c></row>' } }),
    ).toEqual({ 1: ['2026-03-20T16:20:00'] }))
})

const SOME: Book = { sheets: { Sales: '<row r="1"><c r="A1"><v>1</v></c></row>' } }
const opening = (parts: Record<string, string | Buffer>): Promise<unknown> =>
  withFile(async (path) => {
    await writeZip(path, parts)
    return readSheet(path)
  })

describe('sheets', () => {
  test('are named in the order of their tabs, hidden ones marked', () =>
    withFile(async (path) => {
      await writeZip(path, partsOf({ sheets: { Sales: '', '!Lists': '', Notes: '' } }))
      const workbook = await openWorkbook(path)
      expect(workbook.sheets).toEqual([
        { name: 'Sales', hidden: false },
        { name: 'Lists', hidden: true },
        { name: 'Notes', hidden: false },
      ])
      workbook.close()
    }))
})

describe('files that are not right', () => {
  test('cut off at any place they are refused in words', () =>
    withFile(async (path) => {
      const rows = Array.from(
        { length: 400 },
        (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i * 7919}</v></c></row>`,
      )
      await writeZip(path, partsOf({ sheets: { Sales: rows.join('') } }))
      const whole = await readFile(path)
      for (let share = 0.02; share < 1; share += 0.07) {
        await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)))
        await expect(readSheet(path)).rejects.toMatchObject({ code: 'damaged_workbook' })
      }
    }))
  test('a flipped byte is found by the checksum, or by what it breaks', () =>
    withFile(async (path) => {
      const rows = Array.from(
        { length: 300 },
        (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${(i * 7919) % 1000}</v></c></row>`,
      )
      await writeZip(path, partsOf({ sheets: { Sales: rows.join('') } }))
      const whole = await readFile(path)
      const at = whole.indexOf('xl/worksheets/sheet1.xml') + 80
      for (let step = 0; step < 12; step++) {
        const bent = Buffer.from(whole)
        bent[at + step * 31] = (bent[at + step * 31] ?? 0) ^ 0x10
        await writeFile(path, bent)
        await expect(readSheet(path)).rejects.toMatchObject({
          code: expect.stringMatching(/^(damaged_workbook|formula|too)/),
        })
      }
    }))
  test('a zip bomb is not unpacked', async () =>
    await expect(
      opening({ ...partsOf(SOME), 'xl/worksheets/sheet1.xml': Buffer.alloc(80 * 1024 ** 2, ' ') }),
    ).rejects.toMatchObject({ code: 'workbook_too_large' }))
  test('entities are not expanded', async () =>
    await expect(
      opening({
        ...partsOf(SOME),
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row r="1"><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
      }),
    ).rejects.toMatchObject({ code: 'damaged_workbook' }))
  test.each([
    ['a ZIP of something else', { 'sales.csv': 'a,b\n' }, 'not_a_workbook'],
    ['OpenDocument', { mimetype: 'x', 'content.xml': '<x/>' }, 'open_document'],
    ['a binary workbook', { 'xl/workbook.bin': 'x' }, 'binary_workbook'],
    ['rows that go backwards', partsOf({ sheets: { A: '<row r="5"/><row r="4"/>' } }), 'damaged_workbook'],
    [
      'a text that is missing',
      partsOf({ sheets: { A: '<row r="1"><c t="s"><v>9</v></c></row>' } }),
      'damaged_workbook',
    ],
    [
      'a column far out',
      partsOf({ sheets: { A: '<row r="1"><c r="XFD1"><v>9</v></c></row>' } }),
      'too_many_columns',
    ],
    [
      'XML that breaks off',
      { ...partsOf(SOME), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' },
      'damaged_workbook',
    ],
    [
      'a sheet that is missing',
      { ...partsOf(SOME), 'xl/_rels/workbook.xml.rels': '<Relationships/>' },
      'damaged_workbook',
    ],
  ])('%s', async (_, parts, code) => await expect(opening(parts)).rejects.toMatchObject({ code }))
})
