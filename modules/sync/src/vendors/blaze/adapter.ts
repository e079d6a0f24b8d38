import { BlazeError, createBlazeClient, pullList, pullTransactions, type BlazeClient } from '@suite/blaze'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { pullBlaze } from './pull.ts'
import { readBlaze } from './read.ts'

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
  overlap: DAY,
  lag: 0,
  longestWindow: 28 * DAY,
  backfillDays: 0,
  staleAfter: 3600,
  ...other,
})

const explain = explainFor('BLAZE')

/** BLAZE Retail, for one store. */
export const blazeAdapter: Adapter = {
  vendor: 'blaze',
  title: 'BLAZE',
  kind: 'pos',
  settings: [
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for the address of BLAZE. For a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'partnerKey',
      label: 'Partner key',
      help: 'Of the software, from BLAZE.',
      secret: true,
      required: true,
    },
    {
      name: 'storeKey',
      label: 'Developer key of the store',
      help: 'One for each store, from BLAZE under Settings, Developer keys.',
      secret: true,
      required: true,
    },
  ],
  streams: [
    stream('products', 'Products', 'snapshot', 30, { staleAfter: 6 * 3600 }),
    stream('transactions', 'Sales', 'window', 5, { backfillDays: 365, gives: 'sales' }),
    // the list knows sales by the day they were made only: what is struck out later is met by asking again
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
      const refused = error instanceof BlazeError && error.status === 401
      return { ok: false, summary: refused ? 'BLAZE does not take these keys.' : message, advice, places: [] }
    }
  },
  pull: (access, name, window, cursor) => pullBlaze(clientOf(access), access, name, window, cursor),
  read: (name, text) => readBlaze(name, text),
  explain,
}

const clientOf = (access: Access): BlazeClient => {
  const baseUrl = access.settings['baseUrl']?.trim() ?? ''
  const { partnerKey = '', storeKey = '' } = access.credentials
  return createBlazeClient({
    send: access.send,
    partnerKey,
    storeKey,
    ...(baseUrl === '' ? {} : { baseUrl }),
  })
}

/** The keys work when the store, its products, batches and sales of today can be read. */
const verdictOf = async (access: Access): Promise<Verdict> => {
  const client = clientOf(access)
  const options = { limit: 1, ...(access.signal === undefined ? {} : { signal: access.signal }) }
  const store = await client.store(options)
  for (const list of ['products', 'batches'] as const) await pullList(client, list, {}, options).next()
  const today = { from: access.now(), until: access.now(), timeZone: access.timeZone }
  await pullTransactions(client, today, options).next()
  const name = store.name ?? 'a store without a name'
  return {
    ok: true,
    summary: `The keys work. They reach ${name}.`,
    advice: null,
    places: store.id === null ? [] : [{ id: store.id, name }],
  }
}
