import type { BodyOf, GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type Delivery = GetReplies['/compliance/transfers/one']
export type DeliveryItem = GetReplies['/compliance/transfers']['items'][number]
export type DeliveredPackage = Delivery['packages'][number]
export type Suggestion = Delivery['suggestions'][string]
export type AwaitedLine = GetReplies['/purchase-orders/awaited']['items'][number]
export type CountBody = BodyOf<'PUT /compliance/transfers/count'>

/** Which delivery: the register's connection and its number of the manifest. */
export interface DeliveryKey {
  readonly connectionId: string
  readonly externalId: string
}

export const STALE_DELIVERIES = ['/compliance/transfers', '/compliance/transfers/one'] as const

export const transfersQuery = (show: string, storeId: string | undefined) => ({ show, storeId, limit: 30 })

export const transferList = (show: string, storeId: string | undefined) =>
  list('/compliance/transfers', { query: transfersQuery(show, storeId) })

export const deliveryOf = (key: DeliveryKey) => question('/compliance/transfers/one', { query: { ...key } })

/** Packages a person has looked at, of all. */
export const countedOf = ({ packages }: Pick<Delivery, 'packages'>): number =>
  packages.filter(({ arrival }) => arrival !== null).length

/** What open orders to the shipper of a delivery still wait for. */
export const awaitedOf = ({ storeId, shipperLicence }: Pick<Delivery, 'storeId' | 'shipperLicence'>) =>
  question('/purchase-orders/awaited', { query: { storeId, shipperLicence } })
