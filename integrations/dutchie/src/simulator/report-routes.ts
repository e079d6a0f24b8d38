import type { SimReply } from '@suite/simulator'
import { refuse, refuseRules, Refusal, rows, type Call, type Route } from './http.ts'
import { renderSale } from './render-sale.ts'
import type { SimSale } from './rows.ts'
import type { Changed } from './table.ts'
import { totalsOf } from './totals.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The filters of transactions that were given, of which exactly one may be. */
const filtersOf = ({ query }: Call): string[] =>
  [
    query.whole('TransactionId') === null ? '' : 'TransactionId',
    query.time('FromDateUTC') === null && query.time('ToDateUTC') === null ? '' : 'Date',
    query.time('FromLastModifiedDateUTC') === null && query.time('ToLastModifiedDateUTC') === null
      ? ''
      : 'LastModifiedDate',
  ].filter((name) => name !== '')

const transactions = (call: Call): SimReply => {
  const { location, state, query, at } = call
  if (state.settings.killSwitch) throw new Refusal({ status: 503, body: 'Temporarily disabled.' })
  const [filter, other] = filtersOf(call)
  if (other !== undefined)
    return refuseRules('', 'TransactionId, transaction date and last modified date are mutually exclusive.')
  if (filter === undefined) return refuseRules('', 'A transaction id or a date range is required.')
  const includes = {
    detail: query.flag('IncludeDetail'),
    taxes: query.flag('IncludeTaxes'),
    orderIds: query.flag('IncludeOrderIds'),
    fees: query.flag('IncludeFeesAndDonations'),
  }
  const found = filter === 'TransactionId' ? oneSale(call) : salesIn(call, filter, at.getTime())
  return rows(found.map((each) => renderSale(location, state.settings, each, includes)))
}

const oneSale = ({ location, query, at }: Call): Changed<SimSale>[] => {
  const found = location.sales.seen(query.whole('TransactionId') ?? 0, at.getTime())
  return found === undefined ? [] : [found]
}

const salesIn = (call: Call, filter: string, now: number): Changed<SimSale>[] => {
  const { location, query, state } = call
  const [from, until] = [query.time(`From${filter}UTC`), query.time(`To${filter}UTC`)]
  if (from === null || until === null)
    return refuseRules(`From${filter}UTC`, 'Both ends of the range are required.')
  if (until < from) return refuseRules(`To${filter}UTC`, 'The range ends before it starts.')
  if (until - from > state.settings.longestRangeMs)
    return refuseRules(
      `To${filter}UTC`,
      `The range cannot exceed ${Math.round(state.settings.longestRangeMs / DAY)} days.`,
    )
  if (filter === 'LastModifiedDate') return location.sales.changed(from, until, now)
  return location.salesByDate.between(from, until).flatMap((id) => location.sales.seen(id, now) ?? [])
}

const sumBy = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((sum, each) => sum + of(each), 0)
const dollars = (minor: number): number => minor / 100

const closingReport = (call: Call): SimReply => {
  const { location, query, at } = call
  const [from, until] = [query.time('fromDateUTC'), query.time('toDateUTC')]
  if (from === null || until === null) return refuse('Both fromDateUTC and toDateUTC are required.')
  if (until - from <= 12 * HOUR || until - from > 31 * DAY)
    return refuse('Date range must be greater than 12 hours and at most 31 days.')
  const all = location.salesByDate
    .between(from, until - 1)
    .flatMap((id) => location.sales.seen(id, at.getTime()) ?? [])
    .map(({ row }) => ({ row, totals: totalsOf(row) }))
    .filter(({ row }) => row.type === 'Retail')
  const kept = all.filter(({ row }) => row.voidedAt === null)
  const voided = all.filter(({ row }) => row.voidedAt !== null)
  const returned = kept.filter(({ row }) => row.returnOf !== null)
  const lines = kept.flatMap(({ totals }) => totals.lines)
  const categories = Map.groupBy(
    lines,
    ({ line }) => location.products.get(line.productId)?.category ?? 'Other',
  )
  const taxes = Map.groupBy(
    kept.flatMap(({ totals }) => totals.taxSummary),
    ({ name }) => name,
  )
  const net = sumBy(kept, ({ totals }) => totals.netMinor)
  const tax = sumBy(kept, ({ totals }) => totals.taxMinor)
  return {
    status: 200,
    body: {
      grossSales: dollars(sumBy(kept, ({ totals }) => totals.subtotalMinor)),
      discount: dollars(sumBy(kept, ({ totals }) => totals.discountMinor)),
      loyalty: 0,
      coupons: dollars(sumBy(kept, ({ totals }) => totals.subtotalMinor - totals.discountMinor) - net),
      netSales: dollars(net),
      totalTax: dollars(tax),
      cost: Math.round(sumBy(lines, ({ line }) => costOf(call, line)) * 100) / 100,
      itemTotal: dollars(net),
      transactionCount: kept.length,
      itemCount: sumBy(lines, ({ line }) => line.quantity),
      customerCount: new Set(kept.map(({ row }) => row.customerId)).size,
      newCustomerCount: 0,
      voidCount: voided.length,
      voidTotal: dollars(sumBy(voided, ({ totals }) => totals.totalMinor)),
      returnTotal: dollars(sumBy(returned, ({ totals }) => totals.totalMinor)),
      totalPayments: dollars(sumBy(kept, ({ totals }) => totals.totalMinor)),
      totalTips: dollars(sumBy(kept, ({ row }) => row.tipMinor)),
      rounding: 0,
      categorySummary: [...categories].map(([category, own]) => ({
        category,
        categoryGrossTotal: dollars(sumBy(own, ({ grossMinor }) => grossMinor)),
        categoryDiscountTotal: dollars(sumBy(own, ({ discountMinor }) => discountMinor)),
        categoryNetTotal: Math.round(sumBy(own, (each) => each.net) * 100) / 100,
        categoryCost: Math.round(sumBy(own, ({ line }) => costOf(call, line)) * 100) / 100,
      })),
      paymentSummary: paymentsOf(kept),
      taxSummary: [...taxes].map(([taxRate, own]) => ({
        taxRate,
        totalTax: dollars(sumBy(own, ({ minor }) => minor)),
      })),
      customerTypeSummary: [],
      orderTypeSummary: [],
      orderSourceSummary: [],
    },
  }
}

const costOf = ({ location }: Call, line: { packageId: number; quantity: number }): number =>
  line.quantity * (location.packages.get(line.packageId)?.unitCost ?? 0)

const paymentsOf = (kept: readonly { row: SimSale; totals: { totalMinor: number } }[]) => {
  const paid = kept.flatMap(({ row, totals }): { kind: string; minor: number }[] =>
    row.tenders.length > 0 ? [...row.tenders] : [{ kind: 'cash', minor: totals.totalMinor }],
  )
  return [...Map.groupBy(paid, ({ kind }) => kind)].map(([kind, own]) => ({
    paymentType: kind.charAt(0).toUpperCase() + kind.slice(1),
    totalPaid: dollars(sumBy(own, ({ minor }) => minor)),
  }))
}

const spanOf = ({ query, at }: Call): readonly [number, number] => [
  query.time('fromLastModifiedDateUTC') ?? at.getTime() - DAY,
  query.time('toLastModifiedDateUTC') ?? at.getTime(),
]

const registerTransactions = (call: Call): SimReply => {
  const { location, at } = call
  const [from, until] = spanOf(call)
  return rows(
    location.sales.changed(from, until, at.getTime()).map(({ row, modified }) => ({
      registerTransactionId: row.id,
      transactionType: row.voidedAt !== null ? 'Void' : row.returnOf === null ? 'Sale' : 'Return',
      transactionAmount: dollars(totalsOf(row).totalMinor),
      transactionBy: location.employees.get(row.employeeId)?.['fullName'] ?? null,
      transactionDateUTC: new Date(modified).toISOString(),
      transactionId: row.id,
      terminalName: location.terminals.get(row.terminalId)?.['terminalName'] ?? null,
      terminalId: row.terminalId,
      transactionByEmployeeId: row.employeeId,
      adjustmentReason: null,
      comment: null,
    })),
  )
}

const registerAdjustments = (call: Call): SimReply => {
  const [from, until] = spanOf(call)
  return rows(
    call.location.cashEvents.filter((event) => {
      const at = Date.parse(String(event['adjustedOn']))
      return at >= from && at <= until
    }),
  )
}

const cashSummary = (call: Call): SimReply => {
  const { location, at } = call
  const [from, until] = spanOf(call)
  if (from < at.getTime() - 7 * DAY) return refuse('The date range must be within the last 7 days.')
  const sold = location.salesByDate
    .between(from, until)
    .flatMap((id) => location.sales.seen(id, at.getTime())?.row ?? [])
    .filter(({ voidedAt, tenders }) => voidedAt === null && tenders.length === 0)
  return rows(
    [...location.terminals].map(([id, terminal]) => {
      const own = sold.filter(({ terminalId }) => terminalId === id)
      const sales = sumBy(own, (sale) => (sale.returnOf === null ? totalsOf(sale).totalMinor : 0))
      const returns = sumBy(own, (sale) => (sale.returnOf === null ? 0 : -totalsOf(sale).totalMinor))
      return {
        terminalName: terminal['terminalName'],
        startingBalance: 200,
        endingBalance: 200 + dollars(sales - returns),
        sales: dollars(sales),
        returns: dollars(returns),
        deposits: 0,
        adjustments: 0,
        overShort: 0,
      }
    }),
  )
}

/** Points are one a dollar before taxes; reckoned as of last midnight UTC. */
const loyaltySnapshot = ({ location, at }: Call): SimReply => {
  const night = Math.floor(at.getTime() / DAY) * DAY
  const members = [...location.customers.rows()].filter(({ loyaltyMember }) => loyaltyMember)
  const points = new Map(members.map(({ id }) => [id, 0]))
  for (const id of location.salesByDate.between(0, night)) {
    const sale = location.sales.get(id)
    const before = sale === undefined ? undefined : points.get(sale.customerId)
    if (sale === undefined || before === undefined || sale.voidedAt !== null) continue
    const net = sumBy(sale.lines, (line) => line.quantity * line.unitPrice - line.discountMinor / 100)
    points.set(sale.customerId, before + Math.floor(net - sale.discountMinor / 100))
  }
  return rows(
    [...points].map(([customerId, earned]) => ({
      customerId,
      loyaltyBalance: earned,
      loyaltySpent: 0,
      loyaltyEarned: earned,
    })),
  )
}

/** The reports of what was sold and paid. */
export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: '/reporting/transactions', scope: 'Reporting', answer: transactions },
  { method: 'GET', path: '/reporting/closing-report', scope: 'Reporting', answer: closingReport },
  {
    method: 'GET',
    path: '/reporting/register-transactions',
    scope: 'Reporting',
    answer: registerTransactions,
  },
  { method: 'GET', path: '/reporting/register-adjustments', scope: 'Reporting', answer: registerAdjustments },
  { method: 'GET', path: '/reporting/cash-summary', scope: 'Reporting', answer: cashSummary },
  { method: 'GET', path: '/reporting/loyalty-snapshot', scope: 'Reporting', answer: loyaltySnapshot },
]
