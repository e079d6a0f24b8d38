import { Decimal, invalid, toMinor, type Minor } from '@suite/kernel'
import type { WireItem, WireTicket } from '../wire/ticket.ts'
import { atMost, taxKind } from './names.ts'
import { settle, sumOf } from './settle.ts'

/** One line of goods. Quantity and unit price are decimal strings, amounts minor units; negative when goods came back. */
export interface TreezSaleLine {
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
  /** Treez tells costs by a right of its own only, in a field that is not documented. */
  readonly costMinor: null
  readonly taxes: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly returned: boolean
}

/** A ticket of the till, told whole. Instants are ISO 8601 in UTC, amounts minor units. */
export interface TreezSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly isMedical: boolean | null
  readonly tenders: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly lines: readonly TreezSaleLine[]
}

/** What tickets name by a number only. */
export interface SaleFacts {
  /** What quantities count, by product; pieces where it says nothing. */
  readonly units: Readonly<Record<string, string>>
  /** The state's tag by what is scanned, see `tagsByBarcode`. */
  readonly tags: Readonly<Record<string, string>>
}

const STRUCK_OUT = /^(cancell?ed|removed)$/i

/**
 * Whether a ticket is a finished sale or refund, or one that was struck out. The lists also hold orders on their way, and
 * carts that were left before anything was in them.
 */
export const isSale = (row: Pick<WireTicket, 'order_status' | 'items' | 'date_closed'>): boolean =>
  /^completed$/i.test(row.order_status ?? '') ||
  (isVoided(row) && (row.items.length > 0 || row.date_closed !== null))

const isVoided = (row: Pick<WireTicket, 'order_status'>): boolean => STRUCK_OUT.test(row.order_status ?? '')

/**
 * Maps a ticket. The nets of its lines add up to `sub_total` and their taxes to `tax_total`, to the penny; the cents that
 * rounding leaves are given to the lines that lost most. Fees (of a delivery) are no goods: they are left out, and their
 * taxes with them. Goods that came back are negative, whichever sign the till sent. A line whose barcodes are of several
 * packages names none, since it does not say how much was taken of each.
 * @throws AppError `no_time`; `no_lines` of a sale that was struck out and emptied; `contradicts_itself` when lines and
 * totals differ by more than rounding
 */
export const toSale = (row: WireTicket, facts: SaleFacts): TreezSale => {
  const soldAt = row.date_closed ?? row.last_updated_at ?? row.date_created
  if (soldAt === null) throw invalid('no_time', `Ticket ${nameOf(row)} does not say when it was closed.`)
  if (isVoided(row) && row.items.length === 0)
    throw invalid(
      'no_lines',
      `Ticket ${nameOf(row)} was struck out and no longer says what was on it. Compare its day with a report of Treez.`,
    )
  const goods = row.items.filter((item) => !isFee(item))
  const turn = isTold(row, goods) ? 1 : -1
  const nets = netsOf(row, goods, turn)
  const taxes = taxesOf(row, goods, turn)
  return {
    externalId: row.ticket_id,
    soldAt: soldAt.toISOString(),
    lastModified: (row.last_updated_at ?? soldAt).toISOString(),
    voided: isVoided(row),
    returnOf: row.original_ticket_id,
    customerExternalId: row.customer_id,
    staff: row.created_by_employee?.name ?? null,
    isMedical: row.ticket_patient_type === null ? null : /^medical/i.test(row.ticket_patient_type),
    tenders: tendersOf(row),
    lines: goods.map((item, index) => lineOf(item, turn, nets[index] ?? 0, taxes[index] ?? [], facts)),
  }
}

const nameOf = (row: WireTicket): string => row.order_number ?? row.ticket_id
const isFee = ({ product_type, product_subtype }: WireItem): boolean =>
  /^non-inv$/i.test(product_type ?? '') && /^fee$/i.test(product_subtype ?? '')

/** Whether quantities bear their sign: a refund without a single negative one was told by its link only. */
const isTold = (row: WireTicket, goods: readonly WireItem[]): boolean =>
  row.original_ticket_id === null || goods.some(({ quantity }) => quantity.startsWith('-'))

/** The amount of a line with the sign of its quantity: whether amounts of refunds bear one is not known. */
const signed = (amount: string, item: WireItem, turn: number): Decimal => {
  const sign = item.quantity.startsWith('-') ? -1 : 1
  return new Decimal(amount).abs().times(sign * turn)
}

/** A total of the sign of what it sums up. */
const totalLike = (total: string | null, parts: readonly Decimal[]): Decimal | null => {
  if (total === null) return null
  return sumOf(parts).isNegative() && !total.startsWith('-') ? new Decimal(total).neg() : new Decimal(total)
}

/** Nets of the lines in cents. Some stores count fees into the total of goods. */
const netsOf = (row: WireTicket, goods: readonly WireItem[], turn: number): Minor[] => {
  const exact = goods.map((item) => signed(item.price_sell, item, turn))
  // a till may clear the totals of what it struck out
  const total = isVoided(row) ? null : totalLike(row.sub_total, exact)
  const fees = sumOf(
    row.items.filter((item) => isFee(item)).map((item) => signed(item.price_sell, item, turn)),
  )
  const minor =
    settle(exact, total?.toFixed() ?? null) ?? settle(exact, (total ?? new Decimal(0)).minus(fees).toFixed())
  if (minor !== null) return minor
  throw contradiction(row, 'sub_total', total, exact)
}

const taxesOf = (
  row: WireTicket,
  goods: readonly WireItem[],
  turn: number,
): { kind: string; minor: Minor }[][] => {
  const told = goods.flatMap((item, line) =>
    item.tax.map(({ tax_name, amount }) => ({
      line,
      kind: taxKind(tax_name),
      exact: signed(amount, item, turn),
    })),
  )
  const exact = told.map((tax) => tax.exact)
  const ofFees = row.items
    .filter((item) => isFee(item))
    .flatMap((item) => item.tax.map(({ amount }) => signed(amount, item, turn)))
  const total = isVoided(row) ? null : (totalLike(row.tax_total, exact)?.minus(sumOf(ofFees)) ?? null)
  const minor = settle(exact, total?.toFixed() ?? null)
  if (minor === null) throw contradiction(row, 'tax_total', total, exact)
  return goods.map((_, line) =>
    told.flatMap((tax, index) => (tax.line === line ? [{ kind: tax.kind, minor: minor[index] ?? 0 }] : [])),
  )
}

const lineOf = (
  item: WireItem,
  turn: number,
  netMinor: Minor,
  taxes: readonly { kind: string; minor: Minor }[],
  facts: SaleFacts,
): TreezSaleLine => {
  const quantity = new Decimal(item.quantity).times(turn)
  const gross = signed(item.price_sell, item, turn).plus(
    sumOf(savingsOf(item).map((each) => signed(each, item, turn))),
  )
  return {
    externalId: item.id,
    productExternalId: item.product_id,
    packageTag: onlyOne(item.inventory_barcodes.flatMap((code) => facts.tags[code ?? ''] ?? [])),
    quantity: atMost(quantity, 4),
    unit: facts.units[item.product_id] ?? 'each',
    unitPrice: quantity.isZero() ? '0' : atMost(gross.div(quantity), 6),
    discountMinor: toMinor(gross) - netMinor,
    netMinor,
    costMinor: null,
    taxes,
    returned: quantity.isNegative() && !quantity.isZero(),
  }
}

/** What discounts took off the line. Those of the till may be told among all of them too. */
const savingsOf = (item: WireItem): string[] => {
  const known = new Set(item.discounts.map(({ discount_id }) => discount_id))
  return [
    ...item.discounts,
    ...item.POS_discounts.filter(({ discount_id }) => !known.has(discount_id)),
  ].flatMap(({ savings }) => savings ?? [])
}

const onlyOne = (tags: readonly string[]): string | null => {
  const different = new Set(tags)
  return different.size === 1 ? (tags[0] ?? null) : null
}

const tendersOf = (row: WireTicket): { kind: string; minor: Minor }[] => {
  const sign = row.original_ticket_id === null ? 1 : -1
  return row.payments.map(({ payment_method, amount_paid }) => ({
    kind: payment_method?.toLowerCase() ?? 'other',
    minor: sign === 1 ? toMinor(amount_paid) : -toMinor(new Decimal(amount_paid).abs()),
  }))
}

const contradiction = (row: WireTicket, field: string, total: Decimal | null, parts: readonly Decimal[]) =>
  invalid(
    'contradicts_itself',
    `Ticket ${nameOf(row)} says ${field} ${total?.toFixed() ?? ''}, but its lines come to ${sumOf(parts).toFixed(2)}. Open it in Treez and see which is right.`,
  )
