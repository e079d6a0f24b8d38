import type { FileLayout } from '@suite/csv'

/** The queue of imports; one at a time for each store. */
export const IMPORT_RUN = 'import.run'
/** The queue of undoings. Where one meets an import of its store, the store's lock in the database lets one wait. */
export const IMPORT_UNDO = 'import.undo'

/** One import as the runner needs it. */
export interface ImportRow {
  readonly id: string
  readonly storeId: string
  readonly kind: 'sales' | 'stock' | 'products'
  readonly source: string
  readonly fileKey: string
  readonly fileHash: string
  readonly layout: FileLayout
  readonly createdAt: Date
  /** Rows this import added before: more than 0 when it is run again after another one was undone. */
  readonly addedBefore: number
}

/** At most one import or undoing of a store at a time. */
export const storeKey = (organizationId: string, storeId: string): string => `${organizationId}:${storeId}`
