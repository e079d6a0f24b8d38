import { fromMinor } from '@suite/kernel'
import type { AlertKind } from '../contract.ts'

/** The figures stored with an alert; which are there depends on its kind. */
export interface AlertData {
  readonly onHand?: string | null
  readonly onOrder?: string | null
  readonly onDraft?: string | null
  readonly unitsPerDay?: number | null
  readonly daysOfSupply?: number | null
  readonly stockOutOn?: string | null
  readonly suggestedQuantity?: string | null
  readonly costKnown?: boolean
  readonly firstExpiry?: string | null
  readonly fileName?: string | null
  readonly failure?: string | null
  readonly noDemand?: boolean
}

/** The second line of an alert: what is known, and what to do about it. */
export const describe = (kind: AlertKind, data: AlertData, dollarsMinor: number): string => {
  const money = `$${fromMinor(dollarsMinor)}`
  switch (kind) {
    case 'stock_out':
      return [losing(data, money), coming(data)].filter((part) => part !== '').join(' ')
    case 'low_stock':
      return [
        `${data.onHand ?? '0'} left${data.stockOutOn == null ? '' : `, gone by ${data.stockOutOn}`}.`,
        losing(data, money),
        coming(data),
      ]
        .filter((part) => part !== '')
        .join(' ')
    case 'overstock':
      return data.noDemand === true
        ? `${data.onHand ?? '0'} on hand and nothing sells: ${money} at cost stands still. Mark it down or return it.`
        : `${data.onHand ?? '0'} on hand is ${Math.round(data.daysOfSupply ?? 0)} days of supply; ${money} at cost is more than sells in time.`
    case 'expiring':
      return `${money} at cost is expected to expire unsold${data.firstExpiry == null ? '' : `, the first on ${data.firstExpiry}`}. Mark it down or move it to another store.`
    case 'import_failed':
      return `${data.failure ?? 'The import stopped.'} Sales and stock are not up to date until it is imported again.`
    case 'forecast_failed':
      return `${data.failure ?? 'The forecast stopped.'} Orders are planned with the forecast before it.`
  }
}

const losing = (data: AlertData, money: string): string =>
  money === '$0.00' ? '' : `${money} of ${data.costKnown === false ? 'sales' : 'margin'} at risk.`

const coming = (data: AlertData): string => {
  if (Number(data.onOrder ?? 0) > 0) return `${data.onOrder} on order.`
  if (Number(data.onDraft ?? 0) > 0) return `${data.onDraft} in a draft order that waits for approval.`
  if (Number(data.suggestedQuantity ?? 0) > 0) return `Order ${data.suggestedQuantity}.`
  return 'Nothing is on order.'
}
