import type { Read } from '@suite/db'

/** What selling goods past their date means where a store is; null where nobody knows. */
export type ExpiryMeaning = 'sale_barred' | 'notice_needed' | 'quality_only' | 'label_only' | null

/** Asks the rules of a state what a date means for goods of a category. The server wires the rule book in. */
export type MeaningOfExpiry = (
  read: Read,
  question: { readonly state: string; readonly category: string; readonly day: string },
) => Promise<ExpiryMeaning>
