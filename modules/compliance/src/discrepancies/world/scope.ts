import type { Read } from '@suite/db'
import type { StoreSources } from '../ports.ts'

/** What a reconciliation of a store reads from. */
export interface Scope {
  readonly read: Read
  readonly storeId: string
  readonly state: string
  readonly sources: StoreSources
  /** Sales, reports and movements before this are not looked at. */
  readonly from: Date
  readonly now: Date
}

/** Days of sales and reports that are compared line by line. */
export const WINDOW_DAYS = 45
