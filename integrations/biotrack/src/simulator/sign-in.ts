import { Fault } from './fault.ts'
import type { BioTrackState, SimUser } from './state.ts'

/** Opens a session. Refuses in the classic API's words, which have no code. */
export const signIn = (
  state: BioTrackState,
  told: { readonly ubi: string | null; readonly username: string | null; readonly password: string | null },
  at: Date,
): string => {
  const user = userOf(state, told)
  const session = state.newSession()
  state.sessions.set(session, { username: user.username, lastUse: at.getTime() })
  return session
}

/** The user of a name and password. */
export const userOf = (
  state: BioTrackState,
  told: { readonly ubi: string | null; readonly username: string | null; readonly password: string | null },
): SimUser => {
  const user = state.users.get(told.username ?? '')
  if (user === undefined || user.password !== told.password || user.ubi !== told.ubi)
    throw new Fault(null, 'Invalid username or password.')
  return user
}

/** The user of a session that has not ended; using it makes it last. */
export const sessionUser = (state: BioTrackState, session: string | null, at: Date): SimUser => {
  const held = state.sessions.get(session ?? '')
  const user = held === undefined ? undefined : state.users.get(held.username)
  if (held === undefined || user === undefined || at.getTime() - held.lastUse > state.settings.sessionMs)
    throw new Fault('63', 'Your session has expired.')
  held.lastUse = at.getTime()
  return user
}
