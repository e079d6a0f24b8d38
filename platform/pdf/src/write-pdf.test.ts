import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { writePdf, type PdfBlock, type PdfDocument } from './index.ts'

const documentOf = (...blocks: PdfBlock[]): PdfDocument => ({
  title: 'Inspection',
  footer: 'Evergreen Denver',
  createdAt: new Date('2026-11-22T12:00:00Z'),
  blocks,
})
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type \/Page\n/g)].length
/** How many times something is drawn on all pages: one piece of text each. */
const drawn = (pdf: Buffer): number => {
  const text = pdf.toString('latin1')
  let pieces = 0
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = index + text.slice(index).indexOf('\n') + 1
    const end = text.indexOf('endstream', from)
    try {
      const page = inflateSync(pdf.subarray(from, end)).toString('latin1')
      pieces += [...page.matchAll(/\bTJ\b/g)].length
    } catch {
      // a font or an image
    }
  }
  return pieces
}

it('writes headings, facts and tables, with letters of many languages', async () => {
  const pdf = await writePdf(
    documentOf(
      { kind: 'heading', level: 1, text: 'Inspector’s pack' },
      {
        kind: 'facts',
        facts: [
          ['Store', 'Evergreen Denver'],
          ['Prepared by', 'Zoë Łukasz Ωmega'],
        ],
      },
      { kind: 'text', text: '{ text: "not markup" }' },
      { kind: 'table', columns: [{ header: 'Tag' }, { header: 'Off', align: 'right' }], rows: [['A', '−2']] },
    ),
  )
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pagesOf(pdf)).toBe(1)
})

it('breaks a long table over pages and loses no row', async () => {
  const table = (rows: number): PdfBlock => ({
    kind: 'table',
    columns: [{ header: 'Tag', share: 2 }, { header: 'Note' }],
    rows: Array.from({ length: rows }, (_, i) => [`TAG${i}`, `note${i}`]),
  })
  const [none, many] = await Promise.all([writePdf(documentOf(table(0))), writePdf(documentOf(table(400)))])
  const pages = pagesOf(many)
  expect(pages).toBeGreaterThan(5)
  // per page: the two heads of the table, the footer and the page number; each row is two pieces
  expect(drawn(many) - pages * drawn(none)).toBe(800)
})

it('refuses what does not fit into its memory, and lives on', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) =>
    Array.from({ length: 8 }, (_, j) => `row ${i} of ${j}`),
  )
  const long = documentOf({ kind: 'table', columns: rows[0]?.map((header) => ({ header })) ?? [], rows })
  await expect(writePdf(long, { mostMegabytes: 64 })).rejects.toMatchObject({ code: 'too_long' })
  expect(pagesOf(await writePdf(documentOf({ kind: 'text', text: 'short' })))).toBe(1)
})
