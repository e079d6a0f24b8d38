import type { DutchieClient } from './client.ts'
import type { Scope } from './endpoint.ts'
import { customers } from './endpoints/people.ts'
import { purchaseOrders, vendors } from './endpoints/purchasing.ts'
import { reports } from './endpoints/reports.ts'
import { site, whoami } from './endpoints/site.ts'
import { inventory } from './endpoints/stock.ts'
import { DutchieError } from './errors.ts'
import type { WireWhoAmI } from './wire/identity.ts'

/** What a key can do. */
export interface DutchieVerdict {
  /** Where it fails first: nowhere, at the key, at the store's licence, or at permissions that are needed. */
  readonly fault: null | 'key' | 'licence' | 'permissions'
  /** The location of the key; null when it was refused. */
  readonly location: WireWhoAmI | null
  readonly groups: readonly DutchieGroupVerdict[]
  /** What a person should do, in this order. */
  readonly advice: readonly string[]
}

export interface DutchieGroupVerdict {
  readonly group: string
  readonly scope: Scope
  readonly allowed: boolean
  /** Without it there are no sales and no stock. */
  readonly needed: boolean
}

interface Peek {
  readonly group: string
  readonly scope: Scope
  readonly needed: boolean
  readonly read: (client: Reader, now: Date, options: { signal?: AbortSignal }) => Promise<unknown>
}

type Reader = Pick<DutchieClient, 'list' | 'listText' | 'one'>
const MINUTE = 60_000

/** What the product reads, with the smallest call of each permission. */
const PEEKS: readonly Peek[] = [
  {
    group: 'sales, stock, products and customers',
    scope: 'Reporting',
    needed: true,
    read: (client, now, options) =>
      client.list(
        reports.transactions,
        { FromDateUTC: new Date(now.getTime() - MINUTE), ToDateUTC: now },
        options,
      ),
  },
  {
    group: 'deliveries and stock movements',
    scope: 'Inventory',
    needed: false,
    read: (client, now, options) =>
      client.list(inventory.received, { startDate: new Date(now.getTime() - MINUTE), endDate: now }, options),
  },
  {
    group: 'customers of the till',
    scope: 'Customer',
    needed: false,
    read: (client, now, options) =>
      client.listText(
        customers.pages,
        { fromLastModifiedDateUTC: new Date(now.getTime() - MINUTE), PageNumber: 1, PageSize: 1 },
        options,
      ),
  },
  {
    group: 'vendors',
    scope: 'Vendor',
    needed: false,
    read: (client, _, options) => client.list(vendors, { vendorId: -1 }, options),
  },
  {
    group: 'purchase orders',
    scope: 'PurchaseOrder',
    needed: false,
    read: (client, now, options) =>
      client.listText(
        purchaseOrders.pages,
        { FromDateCreated: new Date(now.getTime() - MINUTE), PageNumber: 1, PageSize: 1 },
        options,
      ),
  },
  {
    group: 'rooms',
    scope: 'Room',
    needed: false,
    read: (client, _, options) => client.list(site.rooms, {}, options),
  },
  {
    group: "Dutchie's own comparison with the state",
    scope: 'Integrations',
    needed: false,
    read: (client, _, options) => client.one(inventory.recon, {}, options),
  },
]

/**
 * Finds out what a key is good for: whose it is, whether that is the store's licence, and which permissions it has, by the
 * smallest read of each.
 * @throws OutboundError when Dutchie cannot be reached; DutchieError for anything but a refusal of the key
 */
export const checkConnection = async (
  client: Reader,
  at: { readonly licence?: string; readonly now: Date; readonly signal?: AbortSignal },
): Promise<DutchieVerdict> => {
  const options = at.signal === undefined ? {} : { signal: at.signal }
  const location = await client.one(whoami, {}, options).catch(refusalOnly)
  if (location instanceof DutchieError)
    return { fault: 'key', location: null, groups: [], advice: location.advice }
  if (at.licence !== undefined && !isSameLicence(at.licence, location.licenseNumber))
    return { fault: 'licence', location, groups: [], advice: [licenceAdvice(at.licence, location)] }
  const groups: DutchieGroupVerdict[] = []
  const advice: string[] = []
  for (const { group, scope, needed, read } of PEEKS) {
    const answer = await read(client, at.now, options).catch(refusalOnly)
    const allowed = !(answer instanceof DutchieError)
    groups.push({ group, scope, needed, allowed })
    if (!allowed)
      advice.push(
        `Ask Dutchie Support to add the "${scope}" permission to this key${needed ? '' : ` or do without ${group}`}.`,
      )
  }
  const isBlocked = groups.some(({ needed, allowed }) => needed && !allowed)
  return { fault: isBlocked ? 'permissions' : null, location, groups, advice }
}

const refusalOnly = (error: unknown): DutchieError => {
  if (error instanceof DutchieError && [401, 403].includes(error.status)) return error
  throw error
}

const isSameLicence = (wanted: string, held: string | null): boolean =>
  // a location without a licence number cannot be told apart
  held === null || held.trim() === '' || plain(wanted) === plain(held)

const plain = (licence: string): string => licence.replaceAll(/[^0-9a-z]/gi, '').toUpperCase()

const licenceAdvice = (wanted: string, location: WireWhoAmI): string =>
  `This key is of ${location.locationName ?? `location ${location.locationId}`} (licence ${location.licenseNumber ?? 'unknown'}), not of ${wanted}. Each location has its own key: enter that store's, or choose the other store.`
