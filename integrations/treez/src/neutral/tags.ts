import type { WirePackage } from '../wire/package.ts'
import { tagOf } from './package.ts'

/** The state's tag of each package by all that is scanned of it; a code that is of several packages names none. */
export const tagsByBarcode = (rows: readonly WirePackage[]): Readonly<Record<string, string>> => {
  const found = new Map<string, string | null>()
  for (const row of rows) {
    const tag = tagOf(row)
    if (tag === null) continue
    for (const code of new Set([...row.barcodes, row.packageLabel])) {
      if (code === null) continue
      const held = found.get(code)
      found.set(code, held === undefined || held === tag ? tag : null)
    }
  }
  return Object.fromEntries([...found].flatMap(([code, tag]) => (tag === null ? [] : [[code, tag]])))
}
