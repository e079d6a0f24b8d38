import { Decimal } from '@suite/kernel'

/** One row of the stock ledger, as far as on hand depends on it. */
export interface LedgerEntry {
  readonly kind: 'receive' | 'sell' | 'return' | 'adjust' | 'move' | 'convert' | 'destroy' | 'count' | 'undo'
  /** Signed change; of a count only the information how far the ledger was off. */
  readonly quantity: string
  readonly countedQuantity: string | null
  /** Microseconds since 1970. */
  readonly at: number
  /** Recording order. */
  readonly order: number
  /** True for a count that was taken back. */
  readonly undone?: boolean
}

/** What a ledger proves about one product in one store. */
export interface Position {
  /** Null until a first count or receipt. */
  readonly onHand: string | null
  /** Movements strictly after this instant change on hand (microseconds). */
  readonly knownFrom: number | null
  readonly countedAt: number | null
}

/**
 * On hand = the last count's quantity + every movement after it; without a count, every movement from the first receipt
 * on; without either it is unknown. Of two counts at one instant the one recorded later holds. The same rule in SQL is
 * `ledgerAsOf`; a property test holds the two together.
 */
export const positionOf = (entries: readonly LedgerEntry[]): Position => {
  const counts = entries.filter((entry) => entry.kind === 'count' && entry.undone !== true)
  const last = counts.reduce<LedgerEntry | null>((a, b) => (a === null || isLater(b, a) ? b : a), null)
  const receipts = entries.filter((entry) => entry.kind === 'receive').map((entry) => entry.at)
  const knownFrom = last?.at ?? (receipts.length > 0 ? Math.min(...receipts) - 1 : null)
  if (knownFrom === null) return { onHand: null, knownFrom: null, countedAt: null }
  const onHand = entries
    .filter((entry) => entry.kind !== 'count' && entry.at > knownFrom)
    .reduce((sum, entry) => sum.plus(entry.quantity), new Decimal(last?.countedQuantity ?? '0'))
  return { onHand: onHand.toFixed(4), knownFrom, countedAt: last?.at ?? null }
}

const isLater = (a: LedgerEntry, b: LedgerEntry): boolean =>
  a.at > b.at || (a.at === b.at && a.order > b.order)
