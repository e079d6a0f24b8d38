import type { Read } from '@suite/db'

/** A span that has been read without gaps. */
export interface ReadSpan {
  readonly from: Date
  readonly until: Date
}

/** What is connected to a store, and how far each source has been read. */
export interface StoreSources {
  readonly till: {
    readonly connectionId: string
    /** Since when it is connected: what was there then is not new. */
    readonly since: Date
    readonly stockAt: Date | null
    readonly sales: ReadSpan | null
  } | null
  readonly state: {
    readonly connectionId: string
    readonly since: Date
    readonly packagesAt: Date | null
    readonly receipts: ReadSpan | null
  } | null
}

/** Asks the connections of a store how far they have been read. The server wires it in. */
export type SourcesOf = (read: Read, storeId: string) => Promise<StoreSources>
