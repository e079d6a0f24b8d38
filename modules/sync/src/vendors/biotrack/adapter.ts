import { BioTrackError, checkConnection, traceInventoryApi, traceVendors } from '@suite/biotrack'
import { isAppError } from '@suite/kernel'
import { explainFor } from '../explain.ts'
import type { Access, Adapter, StreamPlan, Verdict } from '../port.ts'
import { BIOTRACK_CORRECTIONS, BIOTRACK_REASONS, correctBioTrack } from './correct.ts'
import { pullClassic } from './pull-classic.ts'
import { pullRest } from './pull-rest.ts'
import { readBioTrack } from './read.ts'
import { classicRegister, restRegister, type Register } from './register.ts'
import { licenceOf, profileOf, sourceOf } from './source.ts'

const MINUTE = 60
const DAY = 86_400
/** Two years, so that a package can be followed from its first day (requirement A2). */
const HISTORY_DAYS = 730

const stream = (
  name: string,
  title: string,
  everyMinutes: number,
  backfillDays: number,
  gives: Pick<StreamPlan, 'gives'> = {},
): StreamPlan => ({
  ...gives,
  name,
  title,
  mode: 'window',
  every: everyMinutes * MINUTE,
  // nothing is published on how late rows show up; what is asked for again costs little
  overlap: 20 * MINUTE,
  lag: 10,
  // one walk by transaction takes all of the history and knows where it was cut off
  longestWindow: 2 * HISTORY_DAYS * DAY,
  backfillDays,
  staleAfter: 2 * 3600,
})

const explain = explainFor('BioTrack')

/** BioTrack, for one store: the action API of a state, or the REST API that follows it. */
export const bioTrackAdapter: Adapter = {
  vendor: 'biotrack',
  title: 'BioTrack',
  kind: 'state',
  settings: [
    {
      name: 'licence',
      label: 'Licence number of the store',
      help: 'BioTrack calls it location. Try the keys to see which the company has.',
      secret: false,
      required: true,
    },
    {
      name: 'company',
      label: 'Company number',
      help: 'The number entered when signing in to BioTrack, such as the UBI; not the licence of the store.',
      secret: false,
      required: true,
    },
    {
      name: 'address',
      label: 'Address',
      help: 'Leave empty for the known address of the store’s state (AR, CT, DE, HI, IL, ND, NM, PR). Needed in FL, NH and NY, for the REST interface, and for a simulator.',
      secret: false,
      required: false,
    },
    {
      name: 'interface',
      label: 'Interface',
      help: 'Leave empty for the action interface, version 4.0. Write rest where the state has moved to the REST interface.',
      secret: false,
      required: false,
    },
    {
      name: 'types',
      label: 'Inventory types of the state',
      help: 'Codes the state added, as code=name=unit with commas between, such as 33=Pre-Roll=each. Units: each, g, mg, kg, oz, lb, ml.',
      secret: false,
      required: false,
    },
    {
      name: 'training',
      label: 'Training data',
      help: 'Write yes to read the training data at the same address.',
      secret: false,
      required: false,
    },
  ],
  credentials: [
    {
      name: 'username',
      label: 'User name',
      help: 'A user of its own for this software, made in BioTrack, so that it can be told apart and locked alone.',
      secret: false,
      required: true,
    },
    { name: 'password', label: 'Password', help: 'Of that user.', secret: true, required: true },
  ],
  streams: [
    stream('packages', 'Packages', 10, HISTORY_DAYS, { gives: 'packages' }),
    stream('transfers', 'Incoming transfers', 15, 90),
    stream('receipts', 'Sales', 10, 30, { gives: 'receipts' }),
  ],
  test: async (access) => {
    try {
      return await verdictOf(access)
    } catch (error) {
      const { message, advice } = isAppError(error) ? explain(error) : explain(new Error('unknown'))
      return { ok: false, summary: message, advice: advice === '' ? null : advice, places: [] }
    }
  },
  pull: (access, name, window, cursor) => {
    if (window === null) return none()
    const source = sourceOf(access)
    return source.api === 'rest'
      ? pullRest(source.client, access, name, window, cursor)
      : pullClassic(source.client, access, name, window, cursor)
  },
  read: (_, text, { settings }) => readBioTrack(text, settings),
  explain,
  corrections: {
    kinds: BIOTRACK_CORRECTIONS,
    reasons: () => Promise.resolve(BIOTRACK_REASONS),
    write: (access, correction, noteBefore) => correctBioTrack(registerOf(access), correction, noteBefore),
  },
}

/** @throws AppError as `sourceOf` and `profileOf` do */
const registerOf = (access: Access): Register => {
  const source = sourceOf(access)
  const place = {
    licence: licenceOf(access.settings),
    profile: profileOf(access.state, access.settings),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  }
  return source.api === 'rest' ? restRegister(source.client, place) : classicRegister(source.client, place)
}

async function* none(): AsyncGenerator<never> {
  // BioTrack has no streams of snapshots
}

const FAULTS = {
  login: 'BioTrack does not take this company, user and password.',
  location: 'The user can sign in, but not for this licence.',
  privileges: 'The user can sign in, but may not read everything that is needed.',
} as const

const verdictOf = async (access: Access): Promise<Verdict> => {
  const profile = profileOf(access.state, access.settings)
  const source = sourceOf(access)
  if (source.api === 'rest') return restVerdict(access, source.client)
  const location = licenceOf(access.settings)
  const verdict = await checkConnection(source.client, {
    ...(location === '' ? {} : { location }),
    ...(access.signal === undefined ? {} : { signal: access.signal }),
  })
  const places = verdict.places.map(({ location: id, name }) => ({ id, name }))
  const advice = [...verdict.advice, ...(profile.note === null ? [] : [profile.note])].join(' ')
  const told = { advice: advice === '' ? null : advice, places }
  return verdict.fault === null
    ? { ok: true, summary: `The user can sign in. The company has ${counted(places.length)}.`, ...told }
    : { ok: false, summary: FAULTS[verdict.fault], ...told }
}

const counted = (count: number): string => (count === 1 ? '1 licence' : `${count} licences`)

type RestClient = Extract<ReturnType<typeof sourceOf>, { api: 'rest' }>['client']

/** Vendors of the REST interface tell no company, so the licence itself is tried by reading its packages. */
const restVerdict = async (access: Access, client: RestClient): Promise<Verdict> => {
  const options = access.signal === undefined ? {} : { signal: access.signal }
  try {
    await client.signIn(options)
  } catch (error) {
    if (!(error instanceof BioTrackError) || error.retryable) throw error
    return { ok: false, summary: FAULTS.login, advice: error.advice.join(' '), places: [] }
  }
  const location = licenceOf(access.settings)
  const { rows } = await client.page(traceInventoryApi.all, { ...options, location })
  await client.page(traceVendors.all, options)
  const held = rows.filter(({ LocationLicense }) => LocationLicense === location).length
  return {
    ok: true,
    summary:
      held > 0 ? 'The user can sign in and read the packages of this licence.' : 'The user can sign in.',
    advice:
      held > 0
        ? null
        : `There is no package of licence ${location}: check its number if the store has stock.`,
    places: [],
  }
}
