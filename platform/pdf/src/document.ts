/** A column of a table: its heading, where its text stands, and how wide it is against the others. */
export interface PdfColumn {
  readonly header: string
  readonly align?: 'left' | 'right'
  /** Share of the width; 1 unless given. */
  readonly share?: number
}

/** What a document is made of, in order. */
export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 1 | 2 }
  | { readonly kind: 'text'; readonly text: string; readonly faint?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly PdfColumn[]
      readonly rows: readonly (readonly string[])[]
    }

/** A document to be written: A4 or US Letter, upright or across. */
export interface PdfDocument {
  readonly title: string
  /** Stands at the foot of every page beside its number. */
  readonly footer: string
  readonly createdAt: Date
  readonly across?: boolean
  readonly blocks: readonly PdfBlock[]
}
