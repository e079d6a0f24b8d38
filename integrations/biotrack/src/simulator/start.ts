import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { answerClassic } from './classic.ts'
import { answerRest } from './rest.ts'
import type { BioTrackState } from './state.ts'

/** The running simulator and its truth. */
export type BioTrackSimulator = Simulator & { readonly state: BioTrackState }

export interface BioTrackSimulatorOptions {
  readonly state: BioTrackState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
  /** Hears of every answer before it is sent: to keep what was changed. */
  readonly onAnswer?: (request: SimRequest, reply: SimReply) => void
}

/** Starts a stand-in for a state's BioTrack with the given truth: the action API at its address, the REST API under `/v1`. */
export const startBioTrackSimulator = async (
  options: BioTrackSimulatorOptions,
): Promise<BioTrackSimulator> => {
  const { state, onAnswer, ...rest } = options
  const simulator = await startSimulator({
    name: 'biotrack',
    ...rest,
    answer: (request) => {
      const reply = answerBioTrack(state, request)
      onAnswer?.(request, reply)
      return reply
    },
    faces: {
      rateLimited: (seconds) => ({
        status: 429,
        headers: { 'retry-after': String(seconds) },
        body: { error: 'Too many requests.' },
      }),
      serverError: () => ({ status: 500, body: '<html><body>Internal Server Error</body></html>' }),
      unauthorized: () => ({ status: 200, body: { success: 0, error: 'Invalid username or password.' } }),
    },
  })
  return Object.assign(simulator, { state })
}

/** The simulator without a server: what it answers to a request. */
export const answerBioTrack = (state: BioTrackState, request: SimRequest): SimReply => {
  if (request.path.startsWith('/v1/')) return answerRest(state, request)
  if (request.method !== 'POST') return { status: 405, body: '' }
  return answerClassic(state, request)
}
