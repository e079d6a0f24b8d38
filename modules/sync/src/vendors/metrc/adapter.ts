import {
  checkConnection,
  createMetrcClient,
  LARGEST_WRITE,
  metrcHost,
  packages,
  type MetrcClient,
} from '@suite/metrc'
import { isAppError } from '@suite/kernel'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { correctMetrc, METRC_CORRECTIONS, reportSales, type Facility } from './correct.ts'
import { pullMetrc } from './pull.ts'
import { readMetrc } from './read.ts'

const MINUTE = 60
const DAY = 86_400
/** Two years, so that a package can be followed from its first day (requirement A2). */
const HISTORY_DAYS = 730

const stream = (
  name: string,
  title: string,
  every: number,
  backfillDays: number,
  gives: Pick<StreamPlan, 'gives'> = {},
): StreamPlan => ({
  ...gives,
  name,
  title,
  mode: 'window',
  every,
  // Metrc's advice, second hand: a little over an hour
  overlap: 65 * MINUTE,
  // writes become visible with a delay of seconds
  lag: 10,
  longestWindow: 7 * DAY,
  backfillDays,
  staleAfter: 2 * 3600,
})

const explain = explainFor('Metrc')

/** Metrc, for one facility. */
export const metrcAdapter: Adapter = {
  vendor: 'metrc',
  title: 'Metrc',
  kind: 'state',
  settings: [
    {
      name: 'licence',
      label: 'Facility licence number',
      help: 'As Metrc writes it, such as 402R-00123. Try the keys to see which they reach.',
      secret: false,
      required: true,
    },
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for the address of the store’s state. For a sandbox or a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'vendorKey',
      label: 'Integrator (vendor) key',
      help: 'The software’s key for this state, from Metrc Connect.',
      secret: true,
      required: true,
    },
    {
      name: 'userKey',
      label: 'User key',
      help: 'Made in Metrc by an employee of the licence: user menu, API Keys. It can do what that person may do.',
      secret: true,
      required: true,
    },
  ],
  streams: [
    stream('packages', 'Packages', 5 * MINUTE, HISTORY_DAYS, { gives: 'packages' }),
    stream('transfers', 'Incoming transfers', 10 * MINUTE, 90),
    stream('receipts', 'Sales receipts', 5 * MINUTE, 30, { gives: 'receipts' }),
  ],
  test: async (access) => {
    try {
      return await verdictOf(access)
    } catch (error) {
      const { message, advice } = isAppError(error) ? explain(error) : explain(new Error('unknown'))
      return { ok: false, summary: message, advice, places: [] }
    }
  },
  pull: (access, name, window) => pullMetrc(clientOf(access), access, name, window),
  read: (name, text, { timeZone }) => readMetrc(name, text, timeZone),
  explain,
  corrections: {
    kinds: METRC_CORRECTIONS,
    reasons: async (access) => {
      const { rows } = await clientOf(access).whole(packages.adjustReasons, {
        licence: access.settings['licence'] ?? '',
      })
      return rows.map(({ Name }) => Name)
    },
    write: (access, correction, noteBefore) =>
      correctMetrc(clientOf(access), facilityOf(access), correction, noteBefore),
    sales: {
      atOnce: LARGEST_WRITE,
      write: (access, sales) => reportSales(clientOf(access), facilityOf(access), sales),
    },
  },
}

const facilityOf = (access: Access): Facility => ({
  licence: access.settings['licence'] ?? '',
  zone: access.timeZone,
  now: access.now(),
  ...(access.signal === undefined ? {} : { signal: access.signal }),
  ...(access.sleep === undefined ? {} : { sleep: access.sleep }),
})

const clientOf = (access: Access): MetrcClient =>
  createMetrcClient({
    send: access.send,
    baseUrl: metrcHost({
      state: access.state,
      ...(access.settings['baseUrl'] === undefined ? {} : { baseUrl: access.settings['baseUrl'] }),
    }),
    vendorKey: access.credentials['vendorKey'] ?? '',
    userKey: access.credentials['userKey'] ?? '',
  })

const verdictOf = async (access: Access): Promise<Verdict> => {
  const licence = access.settings['licence']
  const verdict = await checkConnection(clientOf(access), {
    ...(licence === undefined ? {} : { licence }),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  })
  const places = verdict.facilities.map(({ licence: id, name }) => ({ id, name }))
  const advice = verdict.advice.length === 0 ? null : verdict.advice.join(' ')
  if (verdict.fault !== null) return { ok: false, summary: FAULTS[verdict.fault], advice, places }
  const reached = places.length === 1 ? '1 facility' : `${places.length} facilities`
  return { ok: true, summary: `The keys work. They reach ${reached}.`, advice, places }
}

const FAULTS = {
  keys: 'Metrc does not know these keys.',
  licence: 'The keys work, but not for this licence.',
  permissions: 'The keys work, but their user may not read everything that is needed.',
} as const
