import type { Day } from '@suite/kernel'
import type { Read } from '@suite/db'

/** What a pack is about: a store and its business days, both inclusive, with the instants they begin and end at. */
export interface Scope {
  readonly storeId: string
  readonly state: string
  readonly timeZone: string
  readonly fromDay: Day
  readonly toDay: Day
  readonly from: Date
  /** The first instant after the period. */
  readonly until: Date
  /** When the pack is prepared. */
  readonly now: Date
}

export type Value = string | number | boolean | null
export type Row = Readonly<Record<string, Value>>

/** A field of a section's records: how it is called and written on paper. */
export interface Field {
  readonly key: string
  readonly header: string
  /** `text` unless given. `minor`: cents. */
  readonly as?: 'text' | 'instant' | 'day' | 'minor' | 'number' | 'code'
  /** Share of the width on paper; left out of the paper at 0, where the data has it all the same. */
  readonly share?: number
}

/** A kind of record of a pack. `rows` gives them in order, one more than `limit` where there are more. */
export interface Section {
  readonly key: string
  readonly title: string
  /** What is listed, and by which instant it belongs to the period. */
  readonly about: string
  readonly fields: readonly Field[]
  rows(read: Read, scope: Scope, limit: number): Promise<readonly Row[]>
}
