import { Decimal, invalid, toMinor, type Minor } from '@suite/kernel'
import type { WireInvoice, WireItem } from '../wire/invoice.ts'
import { atMost, taxKind, unitNamed } from './names.ts'
import { divide, settle, sumOf } from './settle.ts'

/** One line of goods. Quantity and unit price are decimal strings, amounts minor units; negative when goods came back. */
export interface CovaSaleLine {
  readonly externalId: string
  readonly productExternalId: string
  readonly packageTag: string | null
  readonly quantity: string
  readonly unit: string
  /** Before taxes and discounts. */
  readonly unitPrice: string
  readonly discountMinor: Minor
  /** After discounts, without taxes. */
  readonly netMinor: Minor
  readonly costMinor: Minor | null
  readonly taxes: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly returned: boolean
}

/** An invoice of the till, told whole. Instants are ISO 8601 in UTC, amounts minor units. */
export interface CovaSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly isMedical: boolean | null
  readonly tenders: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly lines: readonly CovaSaleLine[]
}

/**
 * Maps an invoice. The nets of its lines add up to `SubTotal` and their taxes to `TaxTotal`, to the penny: lines are
 * reckoned exactly and the cents that rounding leaves are given to those that lost most. A discount of the whole invoice,
 * and taxes that are not told by line, are spread over the lines by their net. Goods that came back are negative, whichever
 * sign the till sent.
 * @throws AppError `no_time`; `contradicts_itself` when the lines and the totals of an invoice differ by more than rounding
 */
export const toSale = (row: WireInvoice): CovaSale => {
  if (row.SoldDateUtc === null) throw invalid('no_time', `Invoice ${row.Id} does not say when it was sold.`)
  const soldAt = row.SoldDateUtc.toISOString()
  const turn = isTold(row) ? 1 : -1
  const nets = netsOf(row, turn)
  const taxes = taxesOf(row, nets.exact, turn)
  return {
    externalId: row.Id,
    soldAt,
    lastModified: row.UpdatedDateUtc?.toISOString() ?? soldAt,
    voided: row.IsVoided,
    returnOf: row.OriginalInvoiceId,
    customerExternalId: row.CustomerId,
    staff: row.Employee,
    isMedical: row.IsMedical,
    tenders: row.Payments.map(({ PaymentType, Amount }) => ({
      kind: PaymentType?.toLowerCase() ?? 'other',
      minor: toMinor(new Decimal(Amount).times(turn)),
    })),
    lines: row.Items.map((item, index) => lineOf(item, turn, nets.minor[index] ?? 0, taxes[index] ?? [])),
  }
}

/** Whether quantities bear their sign: a return without a single negative one was told by its kind only. */
const isTold = (row: WireInvoice): boolean =>
  row.OriginalInvoiceId === null || row.Items.some(({ Quantity }) => Quantity.startsWith('-'))

const lineOf = (
  item: WireItem,
  turn: number,
  netMinor: Minor,
  taxes: readonly { kind: string; minor: Minor }[],
): CovaSaleLine => {
  const quantity = new Decimal(item.Quantity).times(turn)
  const gross = quantity.times(item.UnitPrice)
  return {
    externalId: item.Id,
    productExternalId: item.ProductId,
    packageTag: item.PackageId?.toUpperCase() ?? null,
    quantity: atMost(quantity.toFixed(), 4),
    unit: unitNamed(item.Unit),
    unitPrice: atMost(item.UnitPrice, 6),
    discountMinor: toMinor(gross) - netMinor,
    netMinor,
    costMinor: item.UnitCost === null ? null : toMinor(quantity.times(item.UnitCost)),
    taxes,
    returned: quantity.isNegative() && !quantity.isZero(),
  }
}

/** Net of each line, exactly and in cents. */
const netsOf = (row: WireInvoice, turn: number): { exact: Decimal[]; minor: Minor[] } => {
  const own = row.Items.map((item) => {
    const gross = new Decimal(item.Quantity).times(turn).times(item.UnitPrice)
    return gross.minus(new Decimal(item.Discount ?? 0).abs().times(gross.isNegative() ? -1 : 1))
  })
  // a till may clear the totals of what it struck out
  const total = row.IsVoided ? null : turned(row.SubTotal, own)
  const told = settle(own, total)
  if (told !== null) return { exact: own, minor: told }
  const cut = sumOf(own).minus(total ?? 0)
  const discounts = sumOf(row.Items.map(({ Discount }) => new Decimal(Discount ?? 0).abs()))
  const unsaid = new Decimal(row.DiscountTotal ?? 0).abs().minus(discounts)
  const spread = divide(cut, own).map((part, index) => (own[index] ?? part).minus(part))
  const minor = settle(spread, total)
  // only a discount that the invoice names itself may explain the difference
  if (
    minor !== null &&
    cut
      .abs()
      .minus(unsaid)
      .abs()
      .lessThan(0.005 * (row.Items.length + 1))
  )
    return { exact: spread, minor }
  throw contradiction(row, 'SubTotal', total, own)
}

/** A total with the sign of what it sums up: some tills tell the totals of returns without theirs. */
const turned = (total: string | null, parts: readonly Decimal[]): string | null => {
  if (total === null) return null
  const sum = sumOf(parts)
  return sum.isNegative() && !total.startsWith('-') ? new Decimal(total).neg().toFixed() : total
}

const taxesOf = (
  row: WireInvoice,
  nets: readonly Decimal[],
  turn: number,
): { kind: string; minor: Minor }[][] => {
  const byLine = row.Items.map((item, line) => ({ line, taxes: item.Taxes }))
  const own = byLine.flatMap(({ line, taxes }) =>
    taxes.map(({ Name, Amount }) => ({ line, kind: taxKind(Name), exact: new Decimal(Amount).times(turn) })),
  )
  const parts = own.length > 0 ? own : spreadTaxes(row, nets)
  const exact = parts.map((part) => part.exact)
  const total = row.IsVoided ? null : turned(row.TaxTotal, exact)
  const minor = settle(exact, total)
  if (minor === null) throw contradiction(row, 'TaxTotal', total, exact)
  return row.Items.map((_, line) =>
    parts.flatMap((part, index) =>
      part.line === line ? [{ kind: part.kind, minor: minor[index] ?? 0 }] : [],
    ),
  )
}

/** Taxes told for the whole invoice only. */
const spreadTaxes = (
  row: WireInvoice,
  nets: readonly Decimal[],
): { line: number; kind: string; exact: Decimal }[] => {
  const sign = sumOf(nets).isNegative() ? -1 : 1
  const told = row.Taxes.length > 0 ? row.Taxes : [{ Name: null, Amount: row.TaxTotal ?? '0' }]
  return told.flatMap(({ Name, Amount }) =>
    new Decimal(Amount).isZero()
      ? []
      : divide(new Decimal(Amount).abs().times(sign), nets).map((exact, line) => ({
          line,
          kind: taxKind(Name),
          exact,
        })),
  )
}

const contradiction = (row: WireInvoice, field: string, total: string | null, parts: readonly Decimal[]) =>
  invalid(
    'contradicts_itself',
    `Invoice ${row.InvoiceNumber ?? row.Id} says ${field} ${total ?? ''}, but its lines come to ${sumOf(parts).toFixed(2)}. Open it in Cova and see which is right.`,
  )
