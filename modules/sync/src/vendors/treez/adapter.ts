import { checkConnection, createTreezClient, type TreezClient, type TreezVerdict } from '@suite/treez'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { pullTreez } from './pull.ts'
import { readTreez } from './read.ts'

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
  // how late a change may be seen is not published (unverified)
  overlap: 15 * MINUTE,
  lag: 0,
  longestWindow: 28 * DAY,
  backfillDays: 0,
  staleAfter: 3600,
  ...other,
})

const explain = explainFor('Treez')

/** Treez, for one store, over the interface of v3. */
export const treezAdapter: Adapter = {
  vendor: 'treez',
  title: 'Treez',
  kind: 'pos',
  settings: [
    {
      name: 'dispensary',
      label: 'Store name',
      help: 'What stands before .treez.io in the address of your Treez.',
      secret: false,
      required: true,
    },
    {
      name: 'organizationId',
      label: 'Organization id',
      help: 'From Treez, together with the certificate id.',
      secret: false,
      required: true,
    },
    {
      name: 'changesPath',
      label: 'Path of changes',
      help: 'Leave empty, unless support tells you the path by which Treez lists changed tickets for you.',
      secret: false,
      required: false,
    },
    {
      name: 'packagesPage',
      label: 'Word for a page',
      help: 'Leave empty, unless support tells you the word by which Treez pages its packages.',
      secret: false,
      required: false,
    },
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for the address of Treez. For a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'certificateId',
      label: 'Certificate id',
      help: 'What Treez answered when it took your public certificate.',
      secret: false,
      required: true,
    },
    {
      name: 'privateKey',
      label: 'Private key',
      help: 'The whole file private.key that was made together with the certificate, from BEGIN to END.',
      secret: true,
      required: true,
    },
  ],
  streams: [
    stream('products', 'Products', 'snapshot', 30, { staleAfter: 6 * 3600 }),
    stream('tickets', 'Sales', 'window', 5, { backfillDays: 365, gives: 'sales' }),
    stream('inventory', 'Stock', 'snapshot', 10, { gives: 'stock' }),
  ],
  test: async (access) => {
    try {
      return await verdictOf(access)
    } catch (error) {
      const { message, advice } = explain(error)
      return { ok: false, summary: message, advice, places: [] }
    }
  },
  pull: (access, name, window, cursor) => pullTreez(clientOf(access), access, name, window, cursor),
  read: (name, text) => readTreez(name, text),
  explain,
}

const clientOf = (access: Access): TreezClient => {
  const { certificateId = '', privateKey = '' } = access.credentials
  const given = (name: string): string => access.settings[name]?.trim() ?? ''
  const [baseUrl, changesPath, packagesPage] = [given('baseUrl'), given('changesPath'), given('packagesPage')]
  return createTreezClient({
    send: access.send,
    now: access.now,
    dispensary: given('dispensary'),
    organizationId: given('organizationId'),
    certificateId: certificateId.trim(),
    privateKey,
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...(changesPath === '' ? {} : { changesPath }),
    ...(packagesPage === '' ? {} : { packagesPage }),
  })
}

const verdictOf = async (access: Access): Promise<Verdict> => {
  const { fault, advice } = await checkConnection(clientOf(access), {
    now: access.now(),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  })
  return { ok: fault === null, summary: SUMMARIES[fault ?? 'none'], advice, places: [] }
}

const SUMMARIES: Readonly<Record<NonNullable<TreezVerdict['fault']> | 'none', string>> = {
  none: 'The keys work. Products, packages and tickets of this store can be read.',
  keys: 'Treez does not take these keys.',
  products: 'Products of this store cannot be read.',
  packages: 'The keys work, but packages of this store cannot be read.',
  tickets: 'The keys work, but tickets of this store cannot be read.',
}
