import { BioTrackError } from './errors.ts'

/** Where a session is kept. Give one that workers share, and they sign in once between them. */
export interface SessionStore {
  read(): Promise<string | null>
  write(session: string | null): Promise<void>
}

/** A store for one process. */
export const memorySession = (): SessionStore => {
  let held: string | null = null
  return {
    read: () => Promise.resolve(held),
    write: (session) => {
      held = session
      return Promise.resolve()
    },
  }
}

/** Makes calls inside a session, signing in when there is none. */
export interface Sessions {
  /**
   * Makes a call with the session. When it is refused because the session ended, signs in once more and makes it once more;
   * a second such refusal is thrown. The refused call took no effect, so a write is safe too.
   */
  within<T>(call: (session: string) => Promise<T>): Promise<T>
}

/** How long after a refused login no other is tried: users are locked after too many. */
const REST_MS = 300_000

/**
 * Sessions over one way of signing in. Calls that meet an ended session together sign in once; after a refused login the
 * same refusal is repeated for five minutes without asking BioTrack.
 */
export const createSessions = (options: {
  readonly login: () => Promise<string>
  readonly store?: SessionStore
  readonly now?: () => number
}): Sessions => {
  const store = options.store ?? memorySession()
  const now = options.now ?? Date.now
  let signingIn: Promise<string> | null = null
  let refused: { readonly error: BioTrackError; readonly until: number } | null = null

  const signIn = async (): Promise<string> => {
    if (refused !== null && now() < refused.until) throw refused.error
    try {
      const session = await options.login()
      refused = null
      await store.write(session)
      return session
    } catch (error) {
      if (error instanceof BioTrackError && !error.retryable) refused = { error, until: now() + REST_MS }
      throw error
    }
  }

  /** A session other than the one that ended, if any: somebody else may have signed in meanwhile. */
  const fresh = async (ended: string | null): Promise<string> => {
    const held = await store.read()
    if (held !== null && held !== ended) return held
    signingIn ??= signIn().finally(() => {
      signingIn = null
    })
    return signingIn
  }

  return {
    within: async (call) => {
      const session = await fresh(null)
      try {
        return await call(session)
      } catch (error) {
        if (!(error instanceof BioTrackError) || error.reason !== 'session_over') throw error
        return call(await fresh(session))
      }
    },
  }
}
