import type { Coverage, PackageFacts, ReportFact, SaleFact, SideFacts } from '../engine/facts.ts'
import type { Parts } from '../engine/parts.ts'
import { HISTORY_FROM, JUDGED_FROM, NOW, type PlannedPackage, type PlannedReport } from './timeline.ts'

/** What the sources of a shop have told by now, each as far as it has been read. */
export const coverageOf = (minutesBehind: () => number): Coverage => {
  const at = (): number => NOW - minutesBehind() * 60_000
  return {
    now: NOW,
    hasShelf: true,
    sales: { from: JUDGED_FROM, until: at() },
    posAt: at(),
    stateAt: at(),
    receipts: { from: JUDGED_FROM, until: at() },
  }
}

/** A package as the three sides show it at the instants they were read. */
export const lookAt = (planned: PlannedPackage, coverage: Coverage): PackageFacts => ({
  tag: planned.tag,
  productId: planned.productId,
  productName: planned.productName,
  category: planned.category,
  price: planned.price,
  unitGrams: null,
  casePack: planned.casePack,
  shelf: planned.hidden.has('shelf') ? null : shelfOf(planned, coverage),
  pos: planned.hidden.has('pos') ? null : posOf(planned, coverage),
  state: planned.hidden.has('state') ? null : stateOf(planned, coverage),
  elsewhere: planned.elsewhere,
  sales: salesOf(planned, coverage),
  reports: planned.hidden.has('state') ? [] : reportsOf(planned, coverage),
  movements: planned.moves.map(({ at, quantity }) => ({ at, kind: 'adjust', quantity, reason: 'Waste' })),
  received: [{ quantity: planned.received, unit: planned.unit }],
  history: planned.history,
  holds: planned.holds,
})

const sum = (list: readonly Parts[]): Parts => list.reduce((total, one) => total + one, 0)

/** The till's receipts as far as we have read them. */
const salesOf = (planned: PlannedPackage, { sales }: Coverage): SaleFact[] =>
  planned.sales
    .filter(({ at, readAfter }) => at + readAfter <= (sales?.until ?? 0))
    .map((sale) => {
      const voided = sale.voidedAt !== null && sale.voidedAt + sale.readAfter <= (sales?.until ?? 0)
      return {
        number: sale.number,
        at: sale.at,
        day: new Date(sale.at).toISOString().slice(0, 10),
        quantity: sale.quantity,
        unit: planned.unit,
        voided,
        changedAt: voided ? (sale.voidedAt ?? sale.at) : sale.at,
        amountMinor: sale.amountMinor,
      }
    })

const shelfOf = (planned: PlannedPackage, coverage: Coverage): PackageFacts['shelf'] => ({
  quantity:
    planned.received +
    planned.offShelf +
    sum(planned.moves.map(({ quantity }) => quantity)) -
    sum(salesOf(planned, coverage).map(({ voided, quantity }) => (voided ? 0 : quantity))),
  unit: planned.unit,
  room: null,
  knownSince: planned.receivedAt,
  countedAt: null,
})

/** Changes with the instant from which a side shows them and the instant it says they were made. */
interface Change {
  readonly shownAt: number
  readonly madeAt: number
  readonly quantity: Parts
}

const side = (
  planned: PlannedPackage,
  changes: readonly Change[],
  readAt: number,
  of: Pick<SideFacts, 'unit' | 'room' | 'itemName' | 'price' | 'category'> & { start: Parts },
): SideFacts => {
  const shown = changes.filter(({ shownAt }) => shownAt <= readAt)
  const { start, ...rest } = of
  return {
    ...rest,
    quantity: start + sum(shown.map(({ quantity }) => quantity)),
    roomSince: null,
    active: true,
    changedAt: Math.max(planned.receivedAt, ...shown.map(({ madeAt }) => madeAt)),
    knownSince: planned.receivedAt,
    expiresOn: planned.expiresOn,
  }
}

const posOf = (planned: PlannedPackage, { posAt }: Coverage): SideFacts => {
  const sold = planned.sales.flatMap(({ at, voidedAt, quantity, countedAfter }): Change[] => [
    { shownAt: at + countedAfter, madeAt: at, quantity: -quantity },
    ...(voidedAt === null ? [] : [{ shownAt: voidedAt + countedAfter, madeAt: voidedAt, quantity }]),
  ])
  const moved = planned.moves.map(({ at, atPos, quantity }) => ({ shownAt: atPos, madeAt: at, quantity }))
  return side(planned, [...sold, ...moved], posAt ?? 0, {
    start: planned.received + planned.offPos,
    unit: planned.posUnit,
    room: planned.room,
    itemName: planned.posName,
    price: planned.posPrice,
    category: null,
  })
}

const everyReport = (planned: PlannedPackage): PlannedReport[] => [
  ...planned.sales.flatMap(({ reports }) => reports),
  ...planned.orphans,
]

const stateOf = (planned: PlannedPackage, { stateAt }: Coverage): SideFacts => {
  const inState = (grams: Parts): Parts =>
    planned.stateUnit === 'Ounces' ? Math.round(grams / 28.349523125) : grams
  const told = everyReport(planned).flatMap(
    ({ postedAt, voidedAt, quantity, unit, countedAfter }): Change[] => {
      // a receipt in another unit than the package's takes what it says, converted
      const taken =
        unit === 'Ounces' && planned.stateUnit === 'Grams' ? Math.round(quantity * 28.349523125) : quantity
      return [
        { shownAt: postedAt + countedAfter, madeAt: postedAt, quantity: -taken },
        ...(voidedAt === null
          ? []
          : [{ shownAt: voidedAt + countedAfter, madeAt: voidedAt, quantity: taken }]),
      ]
    },
  )
  const moved = planned.moves.map(({ atState, inStateAt, quantity }) => ({
    shownAt: atState,
    madeAt: inStateAt,
    quantity: inState(quantity),
  }))
  const seen = side(planned, [...told, ...moved], stateAt ?? 0, {
    start: inState(planned.received + planned.offState),
    unit: planned.stateUnit,
    room: planned.stateRoom,
    itemName: planned.productName,
    price: null,
    category: planned.stateCategory,
  })
  return planned.closedAt === null
    ? seen
    : { ...seen, active: false, quantity: 0, changedAt: planned.closedAt }
}

const reportsOf = (planned: PlannedPackage, { receipts }: Coverage): ReportFact[] =>
  everyReport(planned)
    .filter(
      ({ postedAt, readAfter, at }) => postedAt + readAfter <= (receipts?.until ?? 0) && at >= HISTORY_FROM,
    )
    .map((report) => {
      const voided = report.voidedAt !== null && report.voidedAt + report.readAfter <= (receipts?.until ?? 0)
      return {
        stateId: report.stateId,
        number: report.number,
        at: report.at,
        quantity: report.quantity,
        unit: report.unit,
        voided,
        changedAt: voided ? (report.voidedAt ?? report.postedAt) : report.postedAt,
        amountMinor: null,
      }
    })
