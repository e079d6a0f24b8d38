import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import pdfmake from 'pdfmake'
import type { Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { PdfBlock, PdfDocument } from './document.ts'

const require = createRequire(import.meta.url)
const fonts = require('pdfmake/fonts/Roboto.js') as Parameters<typeof pdfmake.setFonts>[0]
const FONT_FOLDER = dirname(require.resolve('pdfmake/fonts/Roboto.js'))
const MARGIN = 40
const LINE = '#d4d4d0'
const FAINT = '#6b6b66'
/** Tables of more columns are set smaller. */
const MANY_COLUMNS = 9

pdfmake.setFonts(fonts)
// nothing but the fonts is read, nothing is fetched: a document holds text from outside
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONT_FOLDER))
pdfmake.setUrlAccessPolicy(() => false)

/** Lays a document out and writes it as PDF, in this thread. */
export const layOut = async (document: PdfDocument): Promise<Buffer> =>
  pdfmake.createPdf(definitionOf(document)).getBuffer()

const definitionOf = (document: PdfDocument): TDocumentDefinitions => ({
  info: { title: document.title, creationDate: document.createdAt, producer: 'Cannabis Operations Suite' },
  pageSize: 'LETTER',
  pageOrientation: document.across === true ? 'landscape' : 'portrait',
  pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN + 16],
  defaultStyle: { font: 'Roboto', fontSize: 8.5, lineHeight: 1.15 },
  footer: (page, pages) => ({
    margin: [MARGIN, 14, MARGIN, 0],
    fontSize: 7.5,
    color: FAINT,
    columns: [
      { text: document.footer, width: '*' },
      { text: `Page ${page} of ${pages}`, width: 'auto', alignment: 'right' },
    ],
  }),
  content: document.blocks.map(contentOf),
})

const contentOf = (block: PdfBlock): Content => {
  switch (block.kind) {
    case 'heading':
      return {
        text: block.text,
        bold: true,
        fontSize: block.level === 1 ? 18 : 12,
        margin: block.level === 1 ? [0, 0, 0, 4] : [0, 14, 0, 4],
        headlineLevel: block.level,
      }
    case 'text':
      return { text: block.text, margin: [0, 0, 0, 4], ...(block.faint === true ? { color: FAINT } : {}) }
    case 'facts':
      return {
        layout: 'noBorders',
        margin: [0, 0, 0, 6],
        table: {
          widths: [130, '*'],
          body: block.facts.map(([label, value]) => [{ text: label, color: FAINT }, { text: value }]),
        },
      }
    case 'table':
      return tableOf(block)
  }
}

const tableOf = ({ columns, rows }: Extract<PdfBlock, { kind: 'table' }>): ContentTable => {
  const total = columns.reduce((sum, { share = 1 }) => sum + share, 0)
  return {
    margin: [0, 2, 0, 6],
    fontSize: columns.length > MANY_COLUMNS ? 7 : 8.5,
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      hLineColor: () => LINE,
      paddingLeft: () => 3,
      paddingRight: () => 3,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ share = 1 }) => `${((100 * share) / total).toFixed(3)}%`),
      body: [
        columns.map(({ header, align = 'left' }) => ({ text: header, bold: true, alignment: align })),
        ...rows.map((row) =>
          columns.map(({ align = 'left' }, i) => ({ text: row[i] ?? '', alignment: align })),
        ),
      ],
    },
  }
}
