import type { Correction, WriteOutcome, WrittenKind } from '@suite/compliance'
import type { Send } from '@suite/outbound'
import type { CanonicalPage } from './canonical.ts'

export const VENDORS = ['metrc', 'biotrack', 'dutchie', 'treez', 'flowhub', 'cova', 'blaze'] as const
export type Vendor = (typeof VENDORS)[number]

/** One thing a person enters to connect. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly help: string
  /** A key or password: sealed, never shown again. */
  readonly secret: boolean
  readonly required: boolean
}

/** A stretch of the vendor's time, UTC. */
export interface Window {
  readonly from: Date
  readonly until: Date
}

/**
 * How a stream is polled. `window`: everything changed in a span, walked forwards. `snapshot`: everything there is, each
 * time; only a whole snapshot is applied.
 */
export interface StreamPlan {
  readonly name: string
  readonly title: string
  readonly mode: 'window' | 'snapshot'
  /** What reconciliation learns from it; absent: nothing. */
  readonly gives?: 'sales' | 'stock' | 'packages' | 'receipts'
  /** Seconds between polls. */
  readonly every: number
  /** How far a window reaches back over what was covered already, seconds: rows may show up late. */
  readonly overlap: number
  /** How close to now a window may end, seconds: what is younger may still be on its way. */
  readonly lag: number
  /** Longest window of a back-fill, seconds. */
  readonly longestWindow: number
  /** Days of history taken at first. */
  readonly backfillDays: number
  /** When a stream without a success for this long is an alert, seconds. */
  readonly staleAfter: number
}

/** What a session needs to speak to one vendor for one store. */
export interface Access {
  readonly send: Send
  readonly settings: Readonly<Record<string, string>>
  readonly credentials: Readonly<Record<string, string>>
  readonly timeZone: string
  readonly state: string
  readonly now: () => Date
  readonly signal?: AbortSignal
  /** How waiting before looking again is done; as long as it takes where absent. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** One answer of a vendor as it came, and the place after it. */
export interface PulledPage {
  readonly text: string
  readonly rows: number
  /** Where a pull that was cut off can go on inside its window; null: from the window's start. */
  readonly cursor: unknown
}

/** The verdict of trying a connection. */
export interface Verdict {
  readonly ok: boolean
  /** One sentence: what was found, or what is wrong. */
  readonly summary: string
  /** What to do about it. */
  readonly advice: string | null
  /** Facilities or stores the key reaches, for choosing one. */
  readonly places: readonly { readonly id: string; readonly name: string }[]
}

/** What a register takes of corrections, where it has an interface for them. */
export interface CorrectionPort {
  readonly kinds: readonly WrittenKind[]
  /** Reasons an adjustment may have, in the vendor's words. */
  reasons(access: Access): Promise<readonly string[]>
  /** See `StateWriter.write`. */
  write(
    access: Access,
    correction: Correction,
    noteBefore: (quantity: string) => Promise<void>,
  ): Promise<WriteOutcome>
  /** How several sales are told in one call, where the vendor takes that. The outcomes are in their order. */
  readonly sales?: {
    readonly atOnce: number
    write(access: Access, sales: readonly Correction[]): Promise<readonly WriteOutcome[]>
  }
}

/** Everything sync must know of a vendor. */
export interface Adapter {
  readonly vendor: Vendor
  readonly title: string
  readonly kind: 'state' | 'pos'
  readonly credentials: readonly Field[]
  readonly settings: readonly Field[]
  /** In the order in which they must be filled at first. */
  readonly streams: readonly StreamPlan[]
  /** Tries the keys. Never throws for a refusal: that is the verdict. */
  test(access: Access): Promise<Verdict>
  /** Asks for one window (null: the whole snapshot), from `cursor` on. */
  pull(access: Access, stream: string, window: Window | null, cursor: unknown): AsyncIterable<PulledPage>
  /** Reads a page that `pull` gave, now or years later. Pure. */
  read(
    stream: string,
    text: string,
    facts: { readonly timeZone: string; readonly settings: Access['settings'] },
  ): CanonicalPage
  /** What a failure means and what to do, in words for a person. */
  explain(error: unknown): { readonly message: string; readonly advice: string; readonly isOutage: boolean }
  readonly corrections?: CorrectionPort
}
