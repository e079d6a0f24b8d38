import type { Field, ReceiptKind, RowTime, SaleLineRow } from './canonical.ts'
import { normalHeader } from './aliases.ts'
import { absolute, multiply, negate, sign, subtract } from './decimal.ts'
import { normalUnit } from './numbers.ts'
import { RowRefusal, type RowSource } from './row-source.ts'
import { lineMoney } from './sale-money.ts'
import { isServiceCode, isServiceName } from './services.ts'
import { remembering } from './text.ts'

/** Builds one sale line from the row `source` points at; throws `RowRefusal`. See README for every decided case. */
export type SaleLineMaker = (source: RowSource, line: number) => SaleLineRow

export const createSaleLineMaker = (profile: string, statusHeader: string): SaleLineMaker => {
  const isUci = profile === 'uci-online-retail'
  const statusOf = remembering((raw) => readStatus(raw, statusHeader))
  const serviceCode = rememberingFlag((code) => isServiceCode(code, profile))
  const serviceName = rememberingFlag(isServiceName)

  return (source, line) => {
    const read = source.quantity()
    if (read === null) throw new RowRefusal('missing_quantity', 'The row has no quantity. Fill it in.')
    const { productCode, productName } = source.product()
    const orderedAt = source.occurredAt()
    const ownId = source.receiptId()
    const customer = source.idOrNull('customer')
    const isService = serviceCode(productCode) || serviceName(productName)
    const status = source.has('status') ? statusOf(source.raw('status')) : ''
    const isReturn = status === 'return' || read.quantity.startsWith('-') || (isUci && ownId.startsWith('C'))
    const quantity = isReturn ? negative(read.quantity) : read.quantity
    const money = lineMoney(source, quantity, isReturn)
    const isFree = money.unitPrice === '0' && (money.grossAmount ?? '0') === '0'
    const kind = kindOf({
      isUci,
      ownId,
      status,
      isReturn,
      isService,
      isCorrection: isFree && customer === null,
      quantity,
    })
    const returnedAt = kind === 'return' && source.has('returnDate') ? source.timeOrNull('returnDate') : null
    const signed = (amount: string | null): string | null =>
      amount === null || !isReturn ? amount : negative(amount)
    return {
      type: 'sale_line',
      line,
      receiptId: receiptOf(ownId, orderedAt, returnedAt, source),
      kind,
      occurredAt: returnedAt ?? orderedAt,
      productCode,
      productName,
      quantity,
      unit: source.has('unit') ? normalUnit(source.raw('unit')) : (read.unit ?? 'each'),
      unitPrice: money.unitPrice,
      grossAmount: money.grossAmount,
      discount: money.discount,
      taxes: readTaxes(source, signed),
      cost: signed(readCost(source, quantity)),
      category: source.textOrNull('category'),
      brand: source.textOrNull('brand'),
      vendor: source.textOrNull('vendor'),
      strain: source.textOrNull('strain'),
      packageTag: source.idOrNull('packageTag'),
      tender: source.textOrNull('tender'),
      staff: source.textOrNull('staff'),
      customer,
      channel: readChannel(source.raw('channel')),
      isService,
    }
  }
}

const negative = (value: string): string => negate(absolute(value))

const rememberingFlag = (decide: (text: string) => boolean): ((text: string) => boolean) => {
  const known = new Map<string, boolean>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= 50_000) known.clear()
    const flag = decide(text)
    known.set(text, flag)
    return flag
  }
}

const YES = /^(?:true|yes|y|1|x)$/i
const NO = /^(?:false|no|n|0)?$/i

/** `void`, `return` or `` from words ("Voided", "Refund") or from yes/no under a header such as "Is Void". */
const readStatus = (raw: string, header: string): string => {
  const text = raw.trim()
  if (NO.test(text)) return ''
  const words = YES.test(text) ? normalHeader(header) : text
  if (/void|cancel|deleted/i.test(words)) return 'void'
  return /return|refund/i.test(words) ? 'return' : ''
}

interface KindClues {
  readonly isUci: boolean
  readonly ownId: string
  readonly status: string
  readonly isReturn: boolean
  readonly isService: boolean
  /** Costs nothing and names no customer. */
  readonly isCorrection: boolean
  readonly quantity: string
}

const kindOf = ({
  isUci,
  ownId,
  status,
  isReturn,
  isService,
  isCorrection,
  quantity,
}: KindClues): ReceiptKind => {
  if (status === 'void') return 'void'
  const backed = status === 'return' || (isUci && ownId.startsWith('C'))
  if (isCorrection && !backed && (isUci ? sign(quantity) !== 0 : sign(quantity) < 0)) return 'adjustment'
  if (isUci && isService && ownId.startsWith('A')) return 'adjustment'
  return isReturn ? 'return' : 'sale'
}

/** Goods taken back later are a receipt of their own, on the day they came back. Without ids a day is one receipt. */
const receiptOf = (
  ownId: string,
  orderedAt: RowTime,
  returnedAt: RowTime | null,
  source: RowSource,
): string => {
  if (ownId === '') return `day:${dayOf(returnedAt ?? orderedAt, source)}`
  return returnedAt === null ? ownId : `${ownId}/return-${returnedAt.value.slice(0, 10)}`
}

/** The day as the file writes it: of an instant with offset the local one, not that of UTC. */
const dayOf = (time: RowTime, source: RowSource): string => {
  const written = source.raw(source.has('occurredAt') ? 'occurredAt' : 'date').trim()
  const isIso = time.kind === 'instant' && /^\d{4}-\d{2}-\d{2}T/.test(written)
  return (isIso ? written : time.value).slice(0, 10)
}

const NO_TAXES: SaleLineRow['taxes'] = []
const TAX_KINDS: readonly (readonly [Field, string])[] = [
  ['exciseTax', 'excise'],
  ['salesTax', 'sales'],
  ['localTax', 'local'],
]

/** Taxes by kind; a total beside them leaves what they do not explain as `other`, a total alone is kind `tax`. */
const readTaxes = (
  source: RowSource,
  signed: (amount: string | null) => string | null,
): SaleLineRow['taxes'] => {
  const kinds = TAX_KINDS.filter(([field]) => source.has(field))
  if (kinds.length === 0 && !source.has('tax')) return NO_TAXES
  const taxes: { kind: string; amount: string }[] = []
  let rest = source.has('tax') ? signed(source.decimal('tax', 6)) : null
  for (const [field, kind] of kinds) {
    const amount = signed(source.decimal(field, 6))
    if (amount === null || amount === '0') continue
    taxes.push({ kind, amount })
    rest = rest === null ? null : subtract(rest, amount)
  }
  if (rest !== null && rest !== '0') taxes.push({ kind: kinds.length === 0 ? 'tax' : 'other', amount: rest })
  return taxes.length === 0 ? NO_TAXES : taxes
}

const readCost = (source: RowSource, quantity: string): string | null => {
  if (source.has('cost')) return source.decimal('cost', 6)
  const unitCost = source.has('unitCost') ? source.decimal('unitCost', 6) : null
  return unitCost === null ? null : multiply(unitCost, quantity)
}

const readChannel = (raw: string): SaleLineRow['channel'] => {
  if (raw === '') return null
  if (/\bmed/i.test(raw)) return 'medical'
  return /\brec|adult/i.test(raw) ? 'adult_use' : null
}
