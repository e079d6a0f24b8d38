export * from './canonical.ts'
export { type DateOrder, readTime } from './dates.ts'
export { fingerprint } from './fingerprint.ts'
export { headerSignature, layoutProblems, REFUSED_COLUMNS, withSavedLayout } from './layout.ts'
export { type FileFacts, fileNotes, noneIgnored } from './notes.ts'
export { type FileSample, type OpenedFile, openFile, readSample } from './open-file.ts'
export { type Preview, type PreviewOptions, previewFile } from './preview.ts'
export { decideDateOrder, type ReadOptions, readRows } from './reader.ts'
export { refusedCsv } from './refused.ts'
export { sniffFile } from './sniff.ts'
export { slugOf } from './text.ts'
export type { SheetChoice } from './workbook-text.ts'
export {
  type CsvColumn,
  type CsvOptions,
  guardText,
  readTable,
  streamCsv,
  toCsv,
  unguardText,
} from './writer.ts'
