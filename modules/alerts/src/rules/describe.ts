import type { AlertKind } from '../contract.ts'
import { day, moment, money as dollars } from './wording.ts'

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
  readonly since?: string | null
  readonly advice?: string | null
  readonly overdue?: number
  readonly dueAt?: string | null
  readonly expired?: number
  readonly found?: number
  readonly unheld?: number
  readonly from?: string | null
}

/** The second line of an alert: what is known, and what to do about it; instants on the clock of the store's zone. */
export const describe = (
  kind: AlertKind,
  data: AlertData,
  dollarsMinor: number,
  timeZone: string,
): string => {
  const money = dollars(dollarsMinor)
  switch (kind) {
    case 'stock_out':
      return [losing(data, dollarsMinor), coming(data)].filter((part) => part !== '').join(' ')
    case 'low_stock':
      return [
        `${data.onHand ?? '0'} left${data.stockOutOn == null ? '' : `, gone by ${day(data.stockOutOn)}`}.`,
        losing(data, dollarsMinor),
        coming(data),
      ]
        .filter((part) => part !== '')
        .join(' ')
    case 'overstock':
      return data.noDemand === true
        ? `${data.onHand ?? '0'} on hand and nothing sells: ${money} at cost stands still. Mark it down or return it.`
        : `${data.onHand ?? '0'} on hand is ${Math.round(data.daysOfSupply ?? 0)} days of supply; ${money} at cost is more than sells in time.`
    case 'expiring':
      return `${money} at cost is expected to expire unsold${data.firstExpiry == null ? '' : `, the first on ${day(data.firstExpiry)}`}. Mark it down or move it to another store.`
    case 'import_failed':
      return `${data.failure ?? 'The import stopped.'} Sales and stock are not up to date until it is imported again.`
    case 'forecast_failed':
      return `${data.failure ?? 'The forecast stopped.'} Orders are planned with the forecast before it.`
    case 'connection_failing':
      return [
        data.failure ?? 'It has not answered.',
        `Since ${data.since == null ? 'a while' : moment(data.since, timeZone)} nothing new came in; what it tells is that old.`,
        data.advice ?? '',
      ]
        .filter((part) => part !== '')
        .join(' ')
    case 'discrepancies':
      return [
        (data.overdue ?? 0) > 0 ? `${data.overdue} overdue.` : '',
        data.dueAt == null ? '' : `The next is due ${moment(data.dueAt, timeZone)}.`,
        dollarsMinor === 0 ? '' : `${money} in all.`,
      ]
        .filter((part) => part !== '')
        .join(' ')
    case 'credentials_due':
      return papers(data)
    case 'recall_open':
      return (data.unheld ?? 0) > 0
        ? `${data.unheld} of ${data.found ?? data.unheld} found here are not on hold yet. Hold them, then tell the customers.`
        : `Everything found here is on hold. Finish the recall once goods and customers are dealt with.`
    case 'transfers_waiting':
      return `From ${data.from ?? 'a shipper'}, expected ${data.since == null ? 'before now' : moment(data.since, timeZone)}. Count it under Compliance, Transfers, and accept it in the state’s system.`
  }
}

const papers = ({ expired = 0, firstExpiry }: AlertData): string => {
  const on = firstExpiry == null ? 'an unknown day' : day(firstExpiry)
  const first =
    expired > 0 ? `${expired} expired already; the first ran out on ${on}.` : `The first runs out on ${on}.`
  return `${first} Renew it under Compliance, Calendar.`
}

const losing = (data: AlertData, dollarsMinor: number): string =>
  dollarsMinor === 0
    ? ''
    : `${dollars(dollarsMinor)} of ${data.costKnown === false ? 'sales' : 'margin'} at risk.`

const coming = (data: AlertData): string => {
  if (Number(data.onOrder ?? 0) > 0) return `${data.onOrder} on order.`
  if (Number(data.onDraft ?? 0) > 0) return `${data.onDraft} in a draft order that waits for approval.`
  if (Number(data.suggestedQuantity ?? 0) > 0) return `Order ${data.suggestedQuantity}.`
  return 'Nothing is on order.'
}
