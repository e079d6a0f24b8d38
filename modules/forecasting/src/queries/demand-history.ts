import { dayOf } from '@suite/kernel'
import type { Read } from '@suite/db'
import type { ForecastReply } from '../contract.ts'
import { demandPage } from './demand-page.ts'
import { storeCalendar } from './series-scope.ts'
import { soldOutByProduct } from './stock-balances.ts'

/**
 * Units sold (less returned) of a product on the store's last days, up to the last complete business day: whether the
 * store was open and, where the stock is known, whether the product was there.
 */
export const demandHistory = async (
  read: Read,
  input: {
    readonly store: { readonly storeId: string; readonly timeZone: string; readonly cutOffMinutes: number }
    readonly productId: string
    readonly historyDays: number
    readonly now: Date
  },
): Promise<ForecastReply['history']> => {
  const { store, productId, historyDays } = input
  const calendar = historyDays === 0 ? null : await storeCalendar(read, store, input.now)
  if (calendar === null) return []
  const { through } = calendar
  const from = Math.max(calendar.from, through - historyDays + 1)
  const productIds = [productId]
  const sold = (await demandPage(read, { ...store, productIds, calendar: { ...calendar, from } })).get(
    productId,
  )
  const stock = (await soldOutByProduct(read, { ...store, productIds, through })).get(productId)
  const unitsOn = new Map(sold?.days.map((day, i) => [day, sold.units[i]!]))
  return Array.from({ length: through - from + 1 }, (_, i) => {
    const day = from + i
    const units = Math.max(0, unitsOn.get(day) ?? 0)
    const known = stock !== undefined && day >= stock.knownFrom
    return {
      day: dayOf(day),
      sold: units,
      inStock: known ? units > 0 || !stock.soldOut.has(day) : null,
      open: calendar.openDays.has(day),
    }
  })
}
