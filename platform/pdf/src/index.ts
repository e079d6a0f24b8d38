export type { PdfBlock, PdfColumn, PdfDocument } from './document.ts'
export { writePdf } from './in-thread.ts'
