import type { Instant, PackageFacts } from './facts.ts'
import type { Parts } from './parts.ts'
import type { Scale } from './scale.ts'

/** What one receipt of the till took from a package. */
export interface Sold {
  /** As the till writes it. */
  readonly number: string
  readonly key: string
  readonly at: Instant
  readonly day: string
  readonly changedAt: Instant
  /** What stands and what was struck out. */
  readonly live: Parts
  readonly voided: Parts
  readonly amountMinor: number
}

/** What one receipt of the state took from a package. */
export interface Reported {
  readonly stateId: string
  readonly number: string | null
  readonly key: string | null
  readonly at: Instant
  readonly changedAt: Instant
  readonly quantity: Parts
  readonly voided: boolean
  readonly amountMinor: number | null
}

/** A receipt number as both sides may write it. */
export const numberKey = (number: string): string => number.trim().toLowerCase()

/** The till's lines of a package by receipt, in order of time. Lines in a unit that cannot be compared are left out. */
export const soldByReceipt = (facts: PackageFacts, scale: Scale): Sold[] => {
  const receipts = new Map<string, Sold>()
  for (const line of facts.sales) {
    const quantity = scale.of(line.quantity, line.unit)
    if (quantity === null) continue
    const key = numberKey(line.number)
    const held = receipts.get(key)
    receipts.set(key, {
      number: line.number,
      key,
      at: Math.min(held?.at ?? line.at, line.at),
      day: held?.day ?? line.day,
      changedAt: Math.max(held?.changedAt ?? line.changedAt, line.changedAt),
      live: (held?.live ?? 0) + (line.voided ? 0 : quantity),
      voided: (held?.voided ?? 0) + (line.voided ? quantity : 0),
      amountMinor: (held?.amountMinor ?? 0) + line.amountMinor,
    })
  }
  return [...receipts.values()].sort((a, b) => a.at - b.at)
}

/** The state's lines of a package by receipt, in order of time. */
export const reportedByReceipt = (facts: PackageFacts, scale: Scale): Reported[] => {
  const receipts = new Map<string, Reported>()
  for (const line of facts.reports) {
    const quantity = scale.of(line.quantity, line.unit)
    if (quantity === null) continue
    const held = receipts.get(line.stateId)
    receipts.set(line.stateId, {
      stateId: line.stateId,
      number: line.number,
      key: line.number === null || line.number.trim() === '' ? null : numberKey(line.number),
      at: line.at,
      changedAt: line.changedAt,
      quantity: (held?.quantity ?? 0) + quantity,
      voided: line.voided,
      amountMinor:
        line.amountMinor === null && held === undefined
          ? null
          : (held?.amountMinor ?? 0) + (line.amountMinor ?? 0),
    })
  }
  return [...receipts.values()].sort((a, b) => a.at - b.at)
}
