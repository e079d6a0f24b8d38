import { Decimal, lineAmount, type Minor } from '@suite/kernel'

/** A product on an order as far as a bill for it goes; quantities in the product's unit. */
export interface OrderedProduct {
  readonly productId: string
  readonly ordered: string
  readonly received: string
  /** Billed by earlier invoices for the order. */
  readonly billedBefore: string
  /** Agreed on the order, else entered at receiving; null: nobody said. */
  readonly agreedPrice: string | null
}

/** A line of a vendor's bill. */
export interface BilledProduct {
  readonly productId: string
  readonly quantity: string
  readonly unitPrice: string
}

/**
 * What is wrong with a billed line. `not_ordered`: the order has no such product; `not_received`: more is billed than came
 * and is not billed yet; `price_above`, `price_below`: another price than agreed; `no_price_agreed`: nothing to compare with.
 */
export const MATCH_FINDINGS = [
  'not_ordered',
  'not_received',
  'price_above',
  'price_below',
  'no_price_agreed',
] as const
export type MatchFinding = (typeof MATCH_FINDINGS)[number]

/** A billed line beside its order and receipts. */
export interface MatchedLine {
  readonly productId: string
  readonly ordered: string | null
  readonly received: string
  readonly billedBefore: string
  readonly agreedPrice: string | null
  readonly quantity: string
  readonly unitPrice: string
  readonly amountMinor: Minor
  /** Owed by order and receipts: what came and is not billed yet, at the lower of both prices. */
  readonly owedMinor: Minor
  readonly findings: readonly MatchFinding[]
}

/**
 * The three-way match of a vendor's bill: what was ordered (price), what was received (quantity) and what is billed. A line
 * owes the quantity that came and that no earlier bill holds, at the agreed price or the billed one, whichever is lower.
 * What came and is not billed is no finding: it may be on the next bill.
 */
export const matchInvoice = (
  billed: readonly BilledProduct[],
  order: readonly OrderedProduct[],
): MatchedLine[] => {
  const byProduct = new Map(order.map((line) => [line.productId, line]))
  return billed.map((line) => matchLine(line, byProduct.get(line.productId)))
}

const matchLine = (billed: BilledProduct, order: OrderedProduct | undefined): MatchedLine => {
  const amountMinor = lineAmount(billed.quantity, billed.unitPrice)
  if (order === undefined)
    return {
      ...billed,
      ordered: null,
      received: '0',
      billedBefore: '0',
      agreedPrice: null,
      amountMinor,
      owedMinor: 0,
      findings: ['not_ordered'],
    }
  const { ordered, received, billedBefore, agreedPrice } = order
  const open = Decimal.max(0, new Decimal(received).minus(billedBefore))
  const owed = Decimal.min(open, billed.quantity)
  const price = Decimal.min(billed.unitPrice, agreedPrice ?? billed.unitPrice)
  return {
    ...billed,
    ordered,
    received,
    billedBefore,
    agreedPrice,
    amountMinor,
    owedMinor: lineAmount(owed, price),
    findings: [
      ...(owed.lt(billed.quantity) ? (['not_received'] as const) : []),
      ...priceFindings(billed, agreedPrice),
    ],
  }
}

const priceFindings = ({ unitPrice }: BilledProduct, agreedPrice: string | null): MatchFinding[] => {
  if (agreedPrice === null) return ['no_price_agreed']
  const against = new Decimal(unitPrice).cmp(agreedPrice)
  return against > 0 ? ['price_above'] : against < 0 ? ['price_below'] : []
}

/** Billed above what order and receipts owe; never below zero for a line. */
export const overbilledMinor = (lines: readonly MatchedLine[]): Minor =>
  lines.reduce((sum, { amountMinor, owedMinor }) => sum + Math.max(0, amountMinor - owedMinor), 0)
