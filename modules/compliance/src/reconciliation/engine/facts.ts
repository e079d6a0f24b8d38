import type { Parts } from './parts.ts'

/** Milliseconds since 1970. */
export type Instant = number

/** What our own book has of a package: the last count and the ledger since. */
export interface ShelfFacts {
  /** May be below zero: more was taken than was counted or received. */
  readonly quantity: Parts
  readonly unit: string
  readonly room: string | null
  readonly knownSince: Instant
  /** When a person last counted it; null: what we hold is what the till or a delivery said. */
  readonly countedAt: Instant | null
}

/** What the till or the state says of a package. */
export interface SideFacts {
  readonly quantity: Parts
  readonly unit: string
  readonly room: string | null
  readonly roomSince: Instant | null
  readonly itemName: string
  /** Unit price as a decimal string; only tills have one. */
  readonly price: string | null
  /** One of our categories, when the side's own wording could be told. */
  readonly category: string | null
  /** Whether that side counts it as this store's inventory. */
  readonly active: boolean
  /** When that side last changed it, by its own clock. */
  readonly changedAt: Instant
  /** When that side first listed it, as far as we know. */
  readonly knownSince: Instant
  readonly expiresOn: string | null
}

/** A sale line of the till. Returns are no sales. */
export interface SaleFact {
  /** The till's receipt number. */
  readonly number: string
  readonly at: Instant
  /** Business day of the store. */
  readonly day: string
  readonly quantity: Parts
  readonly unit: string
  readonly voided: boolean
  /** When the till last changed the receipt. */
  readonly changedAt: Instant
  readonly amountMinor: number
}

/** A line of a receipt as the state holds it. */
export interface ReportFact {
  readonly stateId: string
  /** The till's number as the state was told it. */
  readonly number: string | null
  readonly at: Instant
  readonly quantity: Parts
  readonly unit: string
  readonly voided: boolean
  readonly changedAt: Instant
  readonly amountMinor: number | null
}

/** A movement of our ledger that names the package and is no sale. Signed, in the shelf's unit. */
export interface MovementFact {
  readonly at: Instant
  readonly kind: string
  readonly quantity: Parts
  readonly reason: string | null
}

/** What the state said of a package from an instant on. */
export interface StateOfPackage {
  readonly at: Instant
  readonly onHold: boolean
  readonly onRecall: boolean
  readonly labState: string | null
}

/** A span in which we ourselves held the goods; `until` null: still. */
export interface HoldSpan {
  readonly from: Instant
  readonly until: Instant | null
  readonly reason: string
}

/** All that is known of one package in one store. */
export interface PackageFacts {
  readonly tag: string
  readonly productId: string | null
  readonly productName: string
  /** Our category of the product. */
  readonly category: string | null
  /** Our unit price as a decimal string. */
  readonly price: string | null
  /** What one piece weighs, where that is known, in ten-thousandths of a gram. */
  readonly unitGrams: Parts | null
  /** Pieces in a case. */
  readonly casePack: number
  readonly shelf: ShelfFacts | null
  readonly pos: SideFacts | null
  readonly state: SideFacts | null
  /** Another store of the organisation in whose inventory the state counts it. */
  readonly elsewhere: string | null
  readonly sales: readonly SaleFact[]
  readonly reports: readonly ReportFact[]
  readonly movements: readonly MovementFact[]
  /** Quantities the package was shipped or received with, in the unit given. */
  readonly received: readonly { readonly quantity: Parts; readonly unit: string }[]
  /** In order of time. */
  readonly history: readonly StateOfPackage[]
  readonly holds: readonly HoldSpan[]
}

/** How far each source has been read. Null: there is no such source, and nothing is compared with it. */
export interface Coverage {
  readonly now: Instant
  /** Whether our book knows packages by their tags at all. */
  readonly hasShelf: boolean
  /** Everything the till sold in this span is known. */
  readonly sales: { readonly from: Instant; readonly until: Instant } | null
  /** The till's inventory as of this instant. */
  readonly posAt: Instant | null
  /** The state's packages as of this instant. */
  readonly stateAt: Instant | null
  readonly receipts: { readonly from: Instant; readonly until: Instant } | null
}

/** What is late only, and not yet wrong. Milliseconds. */
export interface Lags {
  /** From a sale, void or adjustment until the state should show it. */
  readonly report: number
  /** From a change at a source until it can be read there. */
  readonly mirror: number
  /** From a delivery on one side until the other should have taken it in. */
  readonly receiving: number
  /** How far apart the clocks of till and state may put one sale. */
  readonly clocks: number
}

const MINUTE = 60_000
export const DEFAULT_LAGS: Lags = {
  report: 30 * MINUTE,
  mirror: 10 * MINUTE,
  receiving: 4 * 60 * MINUTE,
  clocks: 10 * MINUTE,
}

/** What the engine is given. */
export interface World {
  readonly packages: readonly PackageFacts[]
  readonly coverage: Coverage
  readonly lags: Lags
  /** Every receipt number of the till in the span, and those with goods sold without naming a package. */
  readonly tillNumbers: ReadonlySet<string>
  readonly untaggedNumbers: ReadonlySet<string>
  /** Whether a sale after the printed date counts, by category. */
  readonly expiryCounts: (category: string | null) => boolean
}
