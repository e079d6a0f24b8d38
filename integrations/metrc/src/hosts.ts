import { invalid } from '@suite/kernel'

/** Jurisdictions whose host served the v2 documentation in February 2026 (official collections). */
export const METRC_STATES =
  'AK AL CA CO DC GU IL KY LA MA MD ME MI MN MO MS MT NJ NV NY OH OK OR RI SD VA VI WV'.split(' ')

/** Jurisdictions without the Retail ID endpoints in February 2026. */
export const WITHOUT_RETAIL_ID = ['AK', 'CO', 'GU', 'ME', 'MO']

/**
 * The address of a jurisdiction's API: `https://api-co.metrc.com`, or its sandbox. `baseUrl` overrides it, for a simulator
 * or a host that moved.
 * @throws AppError `not_a_metrc_state` for a state that does not report to Metrc
 */
export const metrcHost = (at: {
  readonly state: string
  readonly sandbox?: boolean
  readonly baseUrl?: string
}): string => {
  if (at.baseUrl !== undefined) return at.baseUrl.replace(/\/+$/, '')
  const state = at.state.toUpperCase()
  if (METRC_STATES.includes(state))
    return `https://${at.sandbox === true ? 'sandbox-' : ''}api-${state.toLowerCase()}.metrc.com`
  throw invalid('not_a_metrc_state', `${at.state} does not report to Metrc. Check the store's state.`, [
    { path: 'state', message: 'not a Metrc jurisdiction' },
  ])
}
