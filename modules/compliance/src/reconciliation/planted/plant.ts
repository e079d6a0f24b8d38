import { identityOf, type FindingClass } from '../engine/finding.ts'
import { numberKey } from '../engine/group-lines.ts'
import type { Parts } from '../engine/parts.ts'
import {
  HISTORY_FROM,
  JUDGED_FROM,
  OLD,
  reportOf,
  type Habits,
  type PlannedPackage,
  type PlannedSale,
} from './timeline.ts'

/** What a planted discrepancy must be found as; null: it did not fit this package. */
export type Planted = string | null
type Plant = (planned: PlannedPackage, habits: Habits) => Planted

const HOUR = 3_600_000
/** Less than any package sells. */
const OVERSOLD = 10_000
const HALF_HOUR = HOUR / 2

const found = (of: FindingClass, planned: PlannedPackage, subject: string): string =>
  identityOf({ class: of, tag: planned.tag, subject })

/** A sale old enough to be judged, that stands on both sides and carries nothing planted yet. */
const freeSale = (planned: PlannedPackage, { random }: Habits): PlannedSale | null => {
  const free = planned.sales.filter(
    ({ at, used, voidedAt, reports }) =>
      at > JUDGED_FROM + HOUR && at < OLD && !used && voidedAt === null && reports.length === 1,
  )
  if (free.length === 0) return null
  const sale = random.pick(free)
  sale.used = true
  return sale
}

const onSale =
  (change: (sale: PlannedSale, planned: PlannedPackage, habits: Habits) => Planted): Plant =>
  (planned, habits) => {
    const sale = freeSale(planned, habits)
    return sale === null ? null : change(sale, planned, habits)
  }

/** For what changes a quantity for good: of two on one package nobody could tell the sizes. */
const onQuantity =
  (change: Plant): Plant =>
  (planned, habits) => {
    if (planned.residual || !planned.quiet) return null
    const planted = change(planned, habits)
    if (planted !== null) planned.residual = true
    return planted
  }

/** For what takes a side away altogether: whatever else was planted there could not be seen. */
const onWhole =
  (change: Plant): Plant =>
  (planned, habits) =>
    planned.sales.some(({ used }) => used) || planned.orphans.length > 0 || planned.marked
      ? null
      : onQuantity((one, with_) => {
          for (const sale of one.sales) sale.used = true
          return change(one, with_)
        })(planned, habits)

/** Known on every side and closed on none. */
const isWhole = ({ hidden, closedAt }: PlannedPackage): boolean => hidden.size === 0 && closedAt === null

const amount = ({ random }: Habits): Parts => (random.is(0.5) ? 1 : -1) * random.whole(2, 9) * 10_000

/** Every way of going wrong, by name. */
export const PLANTS: Readonly<Record<string, Plant>> = {
  unreported: onSale((sale, planned) => {
    sale.reports = []
    return found('unreported_sale', planned, numberKey(sale.number))
  }),
  reportedTwice: onSale((sale, planned, habits) => {
    const again = {
      ...reportOf(sale, planned.stateUnit, habits),
      at: (sale.reports[0]?.at ?? sale.at) + 90_000,
    }
    sale.reports.push(again)
    return found('double_reported', planned, again.stateId)
  }),
  voidedAtTill: onSale((sale, planned) => {
    sale.voidedAt = sale.at + HALF_HOUR / 3
    return found('voided_one_side', planned, sale.reports[0]?.stateId ?? '')
  }),
  voidedAtState: onSale((sale, planned) => {
    const [told] = sale.reports
    if (told !== undefined) told.voidedAt = told.postedAt + HALF_HOUR
    return found('voided_one_side', planned, numberKey(sale.number))
  }),
  neverSold: (planned, habits) => {
    // as far from every sale as to belong to none
    const at = planned.sales
      .map((sale) => sale.at + 12.5 * 60_000)
      .find(
        (one) =>
          one > JUDGED_FROM + HOUR &&
          one < OLD &&
          planned.sales.every((sale) => Math.abs(sale.at - one) > 11 * 60_000),
      )
    if (at === undefined || planned.orphans.length > 0 || !isWhole(planned)) return null
    const sale = { ...(planned.sales[0] as PlannedSale), at, number: `X-${planned.tag.slice(-4)}` }
    const told = { ...reportOf(sale, planned.stateUnit, habits), at }
    planned.orphans.push(told)
    return found('voided_one_side', planned, told.stateId)
  },
  wrongUnitReported: onSale((sale, planned, { numbered }) => {
    const [told] = sale.reports
    if (told === undefined || !numbered) {
      sale.used = false
      return null
    }
    if (planned.unit === 'each' && planned.casePack === 1) {
      sale.used = false
      return null
    }
    if (planned.unit === 'each') told.quantity *= planned.casePack
    else if (planned.stateUnit === 'Grams') told.unit = 'Ounces'
    else told.quantity = sale.quantity
    return found('unit_mistake', planned, numberKey(sale.number))
  }),
  stateDrift: onQuantity((planned, habits) => {
    planned.offState += amount(habits)
    return found('quantity_drift', planned, 'state')
  }),
  tillDrift: onQuantity((planned, habits) => {
    planned.offPos += amount(habits)
    return found('quantity_drift', planned, 'pos')
  }),
  bookDrift: onQuantity((planned, habits) => {
    planned.offShelf += amount(habits)
    return found('quantity_drift', planned, 'shelf')
  }),
  wrongUnitReceived: onQuantity((planned) => {
    if (planned.unit === 'each') return null
    planned.offState += Math.round(planned.received * 27.349523125)
    return found('unit_mistake', planned, 'state')
  }),
  notWithState: onWhole((planned) => {
    planned.hidden.add('state')
    return found('missing_package', planned, 'state')
  }),
  inOtherStore: onWhole((planned) => {
    planned.hidden.add('state')
    planned.elsewhere = 'Evergreen Highlands'
    return found('wrong_location', planned, 'store')
  }),
  notAtTill: onWhole((planned) => {
    planned.hidden.add('pos')
    return found('missing_package', planned, 'pos')
  }),
  notInBook: onWhole((planned) => {
    planned.hidden.add('shelf')
    return found('missing_package', planned, 'shelf')
  }),
  closedAtState: onWhole((planned) => {
    planned.closedAt = OLD
    return found('missing_package', planned, 'state')
  }),
  onlyWithState: onWhole((planned) => {
    planned.hidden.add('pos').add('shelf')
    planned.sales = []
    planned.moves = []
    return found('unknown_package', planned, 'state')
  }),
  oversold: onQuantity((planned) => {
    // everything agrees, and there never was that much
    if (planned.stateRoom === 'Quarantine') return null
    planned.received = OVERSOLD
    return found('negative_on_hand', planned, 'quantity')
  }),
  otherRoom: (planned) => {
    if (!isWhole(planned) || planned.stateRoom === 'Quarantine' || planned.received === OVERSOLD) return null
    planned.marked = true
    planned.stateRoom = 'Quarantine'
    return found('wrong_location', planned, 'room')
  },
  otherPrice: (planned) => {
    if (!isWhole(planned) || planned.posPrice !== planned.price) return null
    planned.marked = true
    planned.posPrice = (Number(planned.price) + 1).toFixed(2)
    return found('stale_mapping', planned, `price:${planned.productId}`)
  },
  otherProduct: (planned) => {
    if (!isWhole(planned) || planned.posName !== planned.productName) return null
    planned.marked = true
    planned.posName = 'Something else'
    return found('stale_mapping', planned, 'product')
  },
  otherUnit: (planned) => {
    if (!isWhole(planned) || planned.residual) return null
    // the till's figure cannot be compared any more, so nothing else may be wrong with it
    planned.residual = true
    planned.marked = true
    planned.posUnit = 'bottle'
    return found('stale_mapping', planned, `unit:${planned.productId}`)
  },
  otherCategory: (planned) => {
    if (!isWhole(planned) || planned.stateCategory !== planned.category) return null
    planned.marked = true
    planned.stateCategory = 'topicals'
    return found('stale_mapping', planned, `category:${planned.productId}`)
  },
  soldOnHold: onSale((sale, planned) =>
    barSpan(sale, planned, { onHold: true, labState: 'TestPassed' }, 'sold_on_hold'),
  ),
  soldUntested: onSale((sale, planned) =>
    barSpan(sale, planned, { onHold: false, labState: 'TestingInProgress' }, 'sold_untested'),
  ),
  soldOnOwnHold: onSale((sale, planned) => {
    if (!isAlone(sale, planned)) return null
    planned.holds.push({ from: sale.at - 1, until: sale.at + 1, reason: 'Customer complaint' })
    return found('sold_on_hold', planned, numberKey(sale.number))
  }),
  soldExpired: onSale((sale, planned) => {
    const [last] = planned.sales.slice(-1)
    if (last !== sale) return null
    const day = new Date(sale.at).toISOString().slice(0, 10)
    const before = new Date(Date.parse(day) - 1).toISOString().slice(0, 10)
    if (planned.sales.some((one) => one !== sale && one.at >= Date.parse(day))) return null
    planned.expiresOn = before
    return found('sold_expired', planned, numberKey(sale.number))
  }),
}

const isAlone = (sale: PlannedSale, { sales }: PlannedPackage): boolean =>
  sales.every((one) => one === sale || Math.abs(one.at - sale.at) > 1000)

const barSpan = (
  sale: PlannedSale,
  planned: PlannedPackage,
  bar: { onHold: boolean; labState: string },
  of: FindingClass,
): Planted => {
  if (!isAlone(sale, planned) || planned.history.length > 1) return null
  planned.history = [
    { at: HISTORY_FROM, onHold: false, onRecall: false, labState: 'TestPassed' },
    { at: sale.at - 500, onRecall: false, ...bar },
    { at: sale.at + 500, onHold: false, onRecall: false, labState: 'TestPassed' },
  ]
  return found(of, planned, numberKey(sale.number))
}
