import { BioTrackError } from '../errors.ts'
import type { BioTrackProfile } from '../states.ts'
import type { WriteReply } from '../wire/replies.ts'
import { sync } from './actions.ts'
import type { ClassicClient } from './client.ts'

type Profile = Pick<BioTrackProfile, 'nonceAbsent'>

/**
 * The answer that an earlier write with this nonce had, or null when BioTrack knows of none: it was not carried out, or was
 * refused (the manual keeps only answers with a transaction).
 * @throws BioTrackError when the state does not offer `nonce_replay` or says something unexpected; OutboundError
 */
export const replay = async (
  client: Pick<ClassicClient, 'read'>,
  nonce: string,
  profile: Profile,
  options: { readonly signal?: AbortSignal } = {},
): Promise<WriteReply | null> => {
  try {
    return await client.read(sync.replay, { nonce }, options)
  } catch (error) {
    if (error instanceof BioTrackError && error.reason === 'rule' && isAbsent(error, profile)) return null
    throw error
  }
}

/** Only words that are known to say so: anything else must not lead to a second write. */
const isAbsent = ({ vendorMessages }: BioTrackError, { nonceAbsent }: Profile): boolean =>
  new RegExp(nonceAbsent, 'i').test(vendorMessages.join(' '))
