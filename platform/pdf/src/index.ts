export type { PdfBlock, PdfColumn, PdfDocument } from './document.ts'
export { writePdf } from './write-pdf.ts'
