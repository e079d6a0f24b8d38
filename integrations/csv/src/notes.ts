import type { FileLayout, IgnoredRow } from './canonical.ts'
import type { SheetChoice } from './workbook-text.ts'

/** What was done with a file beyond reading its rows. */
export interface FileFacts {
  readonly encoding: FileLayout['encoding']
  /** Lines above the header. */
  readonly titleLines: number
  readonly workbook: SheetChoice | null
  readonly ignored: Readonly<Record<IgnoredRow['reason'], number>>
}

/** Nothing passed over yet. */
export const noneIgnored = (): Record<IgnoredRow['reason'], number> => ({
  blank: 0,
  totals: 0,
  repeated_header: 0,
  remark: 0,
})

/** What a person should know of how a file was read, in sentences; nothing of what is ordinary. */
export const fileNotes = ({ encoding, titleLines, workbook, ignored }: FileFacts): string[] => [
  ...sheetNotes(workbook),
  ...(encoding === 'utf-16le' || encoding === 'utf-16be'
    ? ['The file is in UTF-16 and was read as such.']
    : []),
  ...(encoding === 'latin1' ? ['The file is not in UTF-8; it was read as windows-1252.'] : []),
  ...counted(titleLines, 'line stands', 'lines stand', 'above the header and was', 'passed over'),
  ...counted(ignored.repeated_header, 'line is', 'lines are', 'the header once more and was', 'passed over'),
  ...counted(ignored.totals, 'line is', 'lines are', 'a total and was', 'not taken for data'),
  ...counted(ignored.remark, 'line holds', 'lines hold', 'a remark only and was', 'passed over'),
]

const sheetNotes = (workbook: SheetChoice | null): string[] => {
  if (workbook === null) return []
  const read = `The sheet “${workbook.sheet}” was read.`
  if (workbook.others.length === 0) return [read]
  const names = workbook.others.map((name) => `“${name}”`).join(', ')
  return [
    `${read} ${names} was not: to import it, drag its tab to the front, save, and hand the file in again.`,
  ]
}

const counted = (n: number, one: string, many: string, middle: string, end: string): string[] => {
  if (n === 0) return []
  const verb = n === 1 ? middle : middle.replace(/\bwas$/, 'were')
  return [`${n.toLocaleString('en-US')} ${n === 1 ? one : many} ${verb} ${end}.`]
}
