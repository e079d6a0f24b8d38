import {
  createFlowhubClient,
  FlowhubError,
  pullOrders,
  type FlowhubClient,
  type ProductNumber,
} from '@suite/flowhub'
import { invalid } from '@suite/kernel'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { namedStore, pullFlowhub } from './pull.ts'
import { readFlowhub } from './read.ts'

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
  // orders are listed by the day they were placed: one placed online is often sold a day or two later
  overlap: 2 * DAY,
  lag: 0,
  longestWindow: 28 * DAY,
  backfillDays: 0,
  staleAfter: 3600,
  ...other,
})

const explain = explainFor('Flowhub')

/** Flowhub, for one store. */
export const flowhubAdapter: Adapter = {
  vendor: 'flowhub',
  title: 'Flowhub',
  kind: 'pos',
  settings: [
    {
      name: 'locationId',
      label: 'Location id',
      help: 'Of this store in Flowhub. Try the keys to see which they reach.',
      secret: false,
      required: true,
    },
    {
      name: 'productNumber',
      label: 'Number of products',
      help: 'Leave empty, unless sizes that are one product in Flowhub come here as several: then enter productId.',
      secret: false,
      required: false,
    },
    {
      name: 'stockList',
      label: 'List of stock',
      help: 'Leave empty, unless support tells you the name of another list that your key may read.',
      secret: false,
      required: false,
    },
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for the address of Flowhub. For a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'clientId',
      label: 'Client id',
      help: 'Of your company, from Flowhub’s support.',
      secret: false,
      required: true,
    },
    {
      name: 'key',
      label: 'API key',
      help: 'Came with the client id.',
      secret: true,
      required: true,
    },
  ],
  streams: [
    stream('products', 'Products', 'snapshot', 30, { staleAfter: 6 * 3600 }),
    stream('orders', 'Sales', 'window', 5, { backfillDays: 365, gives: 'sales' }),
    // nothing tells when an order was struck out, or when one placed long ago was sold: it is met by asking again
    stream('corrections', 'Voids of earlier sales', 'window', 24 * 60, {
      overlap: 45 * DAY,
      staleAfter: 3 * DAY,
    }),
    stream('inventory', 'Stock', 'snapshot', 10, { gives: 'stock' }),
  ],
  test: async (access) => {
    try {
      return await verdictOf(access)
    } catch (error) {
      const { message, advice } = explain(error)
      const refused = error instanceof FlowhubError && error.status === 401
      return {
        ok: false,
        summary: refused ? 'Flowhub does not take these keys.' : message,
        advice,
        places: [],
      }
    }
  },
  pull: (access, name, window, cursor) => pullFlowhub(clientOf(access), access, name, window, cursor),
  read: (name, text, { settings }) => readFlowhub(name, text, productNumberOf(settings)),
  explain,
}

const given = (settings: Access['settings'], name: string): string => settings[name]?.trim() ?? ''

const clientOf = (access: Access): FlowhubClient => {
  const { settings } = access
  const [baseUrl, stockList] = [given(settings, 'baseUrl'), given(settings, 'stockList')]
  const { clientId = '', key = '' } = access.credentials
  return createFlowhubClient({
    send: access.send,
    clientId: clientId.trim(),
    key: key.trim(),
    locationId: given(settings, 'locationId'),
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...(stockList === '' ? {} : { stockList }),
  })
}

const productNumberOf = (settings: Access['settings']): ProductNumber => {
  const entered = given(settings, 'productNumber')
  if (entered === '' || entered === 'variantId') return 'variantId'
  if (entered === 'productId') return entered
  throw invalid(
    'bad_setting',
    `The number of products "${entered}" is none of Flowhub's. Leave it empty, or enter productId.`,
  )
}

/** The keys work when the stores, the stock of this one and its orders of today can be read. */
const verdictOf = async (access: Access): Promise<Verdict> => {
  productNumberOf(access.settings)
  const client = clientOf(access)
  const options = { size: 1, ...(access.signal === undefined ? {} : { signal: access.signal }) }
  const locations = await client.locations(options)
  const places = locations.map(({ locationId, locationName }) => ({
    id: locationId,
    name: locationName ?? 'A store without a name',
  }))
  try {
    const { importId, locationName } = namedStore(locations, given(access.settings, 'locationId'))
    await client.catalogue(options)
    await client.stock(options)
    const today = { from: access.now(), until: access.now(), timeZone: access.timeZone }
    await pullOrders(client, importId, today, options).next()
    return { ok: true, summary: `The keys work. They reach ${locationName}.`, advice: null, places }
  } catch (error) {
    const { message, advice } = explain(error)
    return { ok: false, summary: message, advice, places }
  }
}
