import type { PulledPage } from '../port.ts'

/** A page as it is kept: rows as BioTrack sent them, with those of other tables that they refer to. */
export type KeptPage = { readonly state: string } & (
  | {
      readonly kind: 'packages'
      readonly api: 'classic' | 'rest'
      readonly rows: readonly unknown[]
      readonly rooms: readonly unknown[]
      readonly samples: readonly unknown[]
    }
  | {
      readonly kind: 'receipts'
      readonly api: 'classic' | 'rest'
      readonly rows: readonly unknown[]
      /** When changed sales were made, ISO 8601, by their first transaction: estimated, as no row of theirs tells. */
      readonly madeAt: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'transfers'
      readonly api: 'classic' | 'rest'
      /** Rows received (classic), or transfers. */
      readonly rows: readonly unknown[]
      /** Manifests not yet received, with their items; classic only. */
      readonly waiting: readonly { readonly manifest: unknown; readonly items: readonly unknown[] }[]
      readonly vendors: readonly unknown[]
    }
)

/** A page to keep; `after` is the transaction the walk has come to, null where the next pull begins by time again. */
export const kept = (page: KeptPage, after: number | null): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor: after === null ? null : { after },
})

const DAY_MS = 86_400_000

/** Whether a window is so long that its rows are walked in parts, each with a place to go on from. */
export const isLong = ({ from, until }: { readonly from: Date; readonly until: Date }): boolean =>
  until.getTime() - from.getTime() > 2 * DAY_MS
