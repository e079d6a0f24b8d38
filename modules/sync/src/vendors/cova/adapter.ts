import { checkConnection, createCovaClient, type CovaClient, type CovaVerdict } from '@suite/cova'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { pullCova } from './pull.ts'
import { readCova } from './read.ts'

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
  longestWindow: 7 * DAY,
  backfillDays: 0,
  staleAfter: 3600,
  ...other,
})

const explain = explainFor('Cova')

/** Cova POS, for one location of a company. */
export const covaAdapter: Adapter = {
  vendor: 'cova',
  title: 'Cova',
  kind: 'pos',
  settings: [
    {
      name: 'companyId',
      label: 'Company number',
      help: 'The number of your company in Cova Hub.',
      secret: false,
      required: true,
    },
    {
      name: 'locationId',
      label: 'Location number',
      help: 'The number of this store in Cova Hub.',
      secret: false,
      required: true,
    },
    {
      name: 'changedField',
      label: 'Field of changes',
      help: 'Leave empty, unless support tells you the name of the field by which Cova lists changed sales for you.',
      secret: false,
      required: false,
    },
    {
      name: 'baseUrl',
      label: 'Address',
      help: 'Leave empty for Cova’s own. For a simulator, its address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'clientId',
      label: 'Client id',
      help: 'Of the integration, from your Cova contact.',
      secret: false,
      required: true,
    },
    {
      name: 'clientSecret',
      label: 'Client secret',
      help: 'Came with the client id.',
      secret: true,
      required: true,
    },
    {
      name: 'userName',
      label: 'API user',
      help: 'The user name that Cova made for the integration.',
      secret: false,
      required: true,
    },
    {
      name: 'password',
      label: 'Password of the API user',
      help: 'A new password in Cova Hub must be entered here too.',
      secret: true,
      required: true,
    },
  ],
  streams: [
    stream('products', 'Products', 'snapshot', 30, { staleAfter: 6 * 3600 }),
    stream('invoices', 'Sales', 'window', 5, { backfillDays: 365, gives: 'sales' }),
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
  pull: (access, name, window, cursor) => pullCova(clientOf(access), access, name, window, cursor),
  read: (name, text, { settings }) => readCova(name, text, Number(settings['locationId'])),
  explain,
}

const clientOf = (access: Access): CovaClient => {
  const { clientId = '', clientSecret = '', userName = '', password = '' } = access.credentials
  const given = (name: string): string => access.settings[name]?.trim() ?? ''
  const [baseUrl, changedField] = [given('baseUrl'), given('changedField')]
  return createCovaClient({
    send: access.send,
    now: access.now,
    companyId: given('companyId'),
    locationId: given('locationId'),
    clientId,
    clientSecret,
    userName,
    password,
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...(changedField === '' ? {} : { changedField }),
  })
}

const verdictOf = async (access: Access): Promise<Verdict> => {
  const { fault, advice } = await checkConnection(clientOf(access), {
    now: access.now(),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  })
  return { ok: fault === null, summary: SUMMARIES[fault ?? 'none'], advice, places: [] }
}

const SUMMARIES: Readonly<Record<NonNullable<CovaVerdict['fault']> | 'none', string>> = {
  none: 'The keys work. Products and sales of this location can be read.',
  keys: 'Cova does not take these keys.',
  products: 'The keys work, but products and stock of this location cannot be read.',
  sales: 'The keys work, but sales of this location cannot be read.',
}
