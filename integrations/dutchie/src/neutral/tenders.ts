import { Decimal, toMinor, type Minor } from '@suite/kernel'
import type { WireTransaction } from '../wire/transactions.ts'
import { sumOf } from './apportion.ts'
import { trimmed } from './names.ts'
import { signedTotal } from './signs.ts'

/** How a sale was paid; negative when money went back. */
export interface Tender {
  readonly kind: string
  readonly minor: Minor
}

/**
 * What was paid, by kind, without zeros. Cash given over the counter may be told with the change still in it (unverified):
 * when only that makes the kinds exceed the total, the change is taken off.
 */
export const tendersOf = (row: WireTransaction): Tender[] => {
  const paid = [...kindsOf(row), ...manual(row), ...integrated(row)].flatMap(({ kind, amount }) => {
    const value = signedTotal(row, amount)
    return value === null || value.isZero() ? [] : [{ kind, value }]
  })
  const change = new Decimal(row.changeDue ?? '0')
  const total = signedTotal(row, row.total)
  const excess = total === null ? new Decimal(0) : sumOf(paid.map(({ value }) => value)).minus(total)
  const keepsChange = change.greaterThan(0) && excess.greaterThanOrEqualTo(change)
  return paid.flatMap(({ kind, value }) => {
    const minor = toMinor(kind === 'cash' && keepsChange ? value.minus(change) : value)
    return minor === 0 ? [] : [{ kind, minor }]
  })
}

interface Paid {
  readonly kind: string
  readonly amount: string | null
}

const kindsOf = (row: WireTransaction): Paid[] => [
  { kind: 'cash', amount: row.cashPaid },
  { kind: 'debit', amount: row.debitPaid },
  { kind: named('electronic', row.electronicPaymentMethod), amount: row.electronicPaid },
  { kind: 'check', amount: row.checkPaid },
  { kind: 'credit', amount: row.creditPaid },
  { kind: 'gift', amount: row.giftPaid },
  { kind: 'mmap', amount: row.mmapPaid },
  { kind: 'prepayment', amount: row.prePaymentAmount },
]

const manual = (row: WireTransaction): Paid[] =>
  row.manualPayments.length === 0
    ? [{ kind: 'manual', amount: row.manualPaid }]
    : row.manualPayments.map((each) => ({
        kind: named('manual', each.manualPaymentProcessorName),
        amount: each.manualPaid,
      }))

const integrated = (row: WireTransaction): Paid[] =>
  row.integratedPayments.length === 0
    ? [{ kind: 'integrated', amount: row.integratedPaid }]
    : row.integratedPayments.map((each) => ({
        kind: named('integrated', each.integrationType),
        amount: each.integratedPaid,
      }))

const named = (kind: string, name: string | null): string => {
  const own = trimmed(name)
  return own === null ? kind : `${kind}: ${own}`
}
