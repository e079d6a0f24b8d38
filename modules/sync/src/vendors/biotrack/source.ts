import {
  bioTrackProfile,
  classicUrl,
  createClassicClient,
  createTraceClient,
  type BioTrackProfile,
  type ClassicClient,
  type InventoryType,
  type TraceClient,
} from '@suite/biotrack'
import { invalid } from '@suite/kernel'
import type { Access } from '../port.ts'

type Settings = Access['settings']

/** Which of BioTrack's interfaces a connection speaks. */
export type Source =
  | { readonly api: 'classic'; readonly client: ClassicClient }
  | { readonly api: 'rest'; readonly client: TraceClient }

/** Licence of the store, which BioTrack calls location. */
export const licenceOf = (settings: Settings): string => (settings['licence'] ?? '').trim()

/**
 * What is known of the store's state, with the connection's own inventory types over it.
 * @throws AppError `not_a_biotrack_state`, `bad_types`
 */
export const profileOf = (state: string, settings: Settings): BioTrackProfile => {
  const { types, ...profile } = bioTrackProfile(state)
  const own = typesOf(settings['types'] ?? '')
  const kept = types.filter(({ code }) => own.every((type) => type.code !== code))
  return { ...profile, types: [...own, ...kept] }
}

const UNITS = ['each', 'g', 'mg', 'kg', 'oz', 'lb', 'ml'] as const

/**
 * Types as a person writes them: `33=Pre-Roll=each, 34=Rosin=g`.
 * @throws AppError `bad_types` naming what cannot be read
 */
export const typesOf = (text: string): InventoryType[] =>
  text
    .split(/[,\n;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [code = '', name = '', told = ''] = part.split('=').map((word) => word.trim())
      const unit = UNITS.find((each) => each === told.toLowerCase())
      if (/^\d+$/.test(code) && name !== '' && unit !== undefined) return { code, name, unit, tested: null }
      throw invalid(
        'bad_types',
        `The inventory type "${part}" cannot be read. Write code=name=unit, such as 33=Pre-Roll=each; units are ${UNITS.join(', ')}.`,
        [{ path: 'settings.types', message: 'not of the form code=name=unit' }],
      )
    })

/**
 * The client of a connection.
 * @throws AppError `not_a_biotrack_state`, `no_address` where the state's address must be entered, `bad_interface`
 */
export const sourceOf = (access: Access): Source => {
  const { send, settings, credentials } = access
  const common = {
    send,
    company: (settings['company'] ?? '').trim(),
    username: credentials['username'] ?? '',
    password: credentials['password'] ?? '',
    now: () => access.now().getTime(),
  }
  const address = (settings['address'] ?? '').trim()
  const api = (settings['interface'] ?? '').trim().toLowerCase()
  if (api === 'rest')
    return { api, client: createTraceClient({ ...common, baseUrl: restAddress(address, access.state) }) }
  if (api !== '' && api !== 'classic')
    throw invalid('bad_interface', `There is no interface "${api}". Leave it empty, or write rest.`, [
      { path: 'settings.interface', message: 'classic or rest' },
    ])
  const training = /^(yes|1|true)$/i.test((settings['training'] ?? '').trim())
  const url = address === '' ? classicUrl(bioTrackProfile(access.state)) : address
  return { api: 'classic', client: createClassicClient({ ...common, url, training }) }
}

const restAddress = (address: string, state: string): string => {
  // known only to be a state of BioTrack; which serve this interface, and where, is not public
  bioTrackProfile(state)
  if (address !== '') return address.replace(/\/+$/, '')
  throw invalid('no_address', `Enter the address of ${state}’s REST interface: it is not public.`, [
    { path: 'settings.address', message: 'missing' },
  ])
}
