import { checkConnection, createDutchieClient, type DutchieClient } from '@suite/dutchie'
import { isAppError } from '@suite/kernel'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { pullDutchie } from './pull.ts'
import { readDutchie } from './read.ts'

const MINUTE = 60
const DAY = 86_400

const stream = (
  name: string,
  title: string,
  mode: StreamPlan['mode'],
  everyMinutes: number,
  other: Partial<StreamPlan> = {},
): StreamPlan => ({
  name,
  title,
  mode,
  every: everyMinutes * MINUTE,
  overlap: 10 * MINUTE,
  // the vendor's own word: changes are one to five minutes late; the overlap takes those
  lag: 0,
  longestWindow: 7 * DAY,
  backfillDays: 0,
  staleAfter: 3600,
  ...other,
})

const explain = explainFor('Dutchie')

/** Dutchie POS, for one location. */
export const dutchieAdapter: Adapter = {
  vendor: 'dutchie',
  title: 'Dutchie',
  kind: 'pos',
  settings: [
    {
      name: 'licence',
      label: 'Licence of the location',
      help: 'If given, the key is refused when it belongs to another location.',
      secret: false,
      required: false,
    },
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for Dutchie’s own. For a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'locationKey',
      label: 'Location API key',
      help: 'One for each store, from Dutchie Backoffice or your Dutchie contact. It needs the permission “Reporting”; for vendors and purchase orders also “Vendor” and “PurchaseOrder”.',
      secret: true,
      required: true,
    },
    {
      name: 'integratorKey',
      label: 'Integrator key',
      help: 'Of the software, if Dutchie gave one.',
      secret: true,
      required: false,
    },
    {
      name: 'webhookSecret',
      label: 'Webhook secret',
      help: 'Only if middleware of yours tells us of changes: whsec_ and base64 of 24 bytes or more. While replacing it, enter the new and the old with a comma between.',
      secret: true,
      required: false,
    },
  ],
  streams: [
    stream('products', 'Products', 'snapshot', 15, { staleAfter: 6 * 3600 }),
    stream('transactions', 'Sales', 'window', 3, { backfillDays: 730, gives: 'sales' }),
    stream('inventory', 'Stock', 'snapshot', 5, { gives: 'stock' }),
    stream('vendors', 'Vendors', 'snapshot', 60, { staleAfter: 6 * 3600 }),
    stream('purchaseOrders', 'Purchase orders', 'snapshot', 10, { staleAfter: 6 * 3600 }),
    stream('customers', 'Customers', 'window', 30, {
      backfillDays: 730,
      longestWindow: 60 * DAY,
      staleAfter: 6 * 3600,
    }),
  ],
  test: async (access) => {
    try {
      return await verdictOf(access)
    } catch (error) {
      const { message, advice } = isAppError(error) ? explain(error) : explain(new Error('unknown'))
      return { ok: false, summary: message, advice, places: [] }
    }
  },
  pull: (access, name, window) => pullDutchie(clientOf(access), access, name, window),
  read: (name, text, { timeZone }) => readDutchie(name, text, timeZone),
  explain,
}

const clientOf = (access: Access): DutchieClient => {
  const { baseUrl } = access.settings
  const { locationKey = '', integratorKey } = access.credentials
  return createDutchieClient({
    send: access.send,
    locationKey,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(integratorKey === undefined ? {} : { integratorKey }),
  })
}

const verdictOf = async (access: Access): Promise<Verdict> => {
  const { licence } = access.settings
  const { fault, location, advice } = await checkConnection(clientOf(access), {
    now: access.now(),
    ...(licence === undefined ? {} : { licence }),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  })
  const name = location?.locationName ?? 'a location without a name'
  return {
    ok: fault === null,
    summary: fault === null ? `The key works. It reaches ${name}.` : FAULTS[fault],
    advice: advice.length === 0 ? null : advice.join(' '),
    places: [],
  }
}

const FAULTS = {
  key: 'Dutchie does not know this key.',
  licence: 'The key works, but for a location with another licence.',
  permissions: 'The key works, but may not read sales and stock.',
} as const
