import { z } from 'zod'
import { readJson, VendorShapeError, type Answer, type Send } from '@suite/outbound'
import { cleanJson } from '../answer-text.ts'
import { BioTrackError } from '../errors.ts'
import { BIOTRACK_LIMITS, claimsOf, type BioTrackLimits } from '../limits.ts'
import { readRows, type Rows } from '../rows.ts'
import { createSessions, type SessionStore } from '../session.ts'
import { loginReply } from '../wire/replies.ts'
import type { Action } from './actions.ts'
import type { SyncTable, Versioned } from './tables.ts'

export interface ClassicSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** See `classicUrl`. */
  readonly url: string
  /** The company's number (UBI), which BioTrack calls `license_number`. */
  readonly company: string
  readonly username: string
  readonly password: string
  /** Uses the training data of the same address. */
  readonly training?: boolean
  /** Sends company, user and password with every call instead of signing in. */
  readonly stateless?: boolean
  /** Where the session is kept; in this process unless told. */
  readonly session?: SessionStore
  readonly limits?: BioTrackLimits
  /** Patience for one answer; two minutes unless told, since full downloads can be large. */
  readonly timeoutMs?: number
  readonly now?: () => number
}

interface With {
  readonly signal?: AbortSignal
}

/** Transaction ids, both ends included (manual, chapter 8). */
export interface TransactionRange {
  readonly start?: number
  readonly end?: number
  /** Only rows that are not deleted. */
  readonly active?: boolean
}

export interface ClassicClient {
  readonly url: string
  readonly company: string
  /** Signs in, whatever session there is: for trying a connection. */
  signIn(options?: With): Promise<void>
  /** Asks; may be repeated when an answer is lost. */
  read<Body, Reply>(action: Action<Body, Reply>, body: Body, options?: With): Promise<Reply>
  /**
   * Changes something; never sent again by itself once it may have taken effect. With the same `nonce` the answer can be
   * asked for again: see `writeOnce`.
   */
  write<Body, Reply>(
    action: Action<Body, Reply>,
    body: Body,
    options: With & { readonly nonce: string },
  ): Promise<Reply>
  /** Rows of a table, each in its newest version. Rows unlike the documentation are named, not fatal. */
  sync<Row extends Versioned>(
    table: SyncTable<Row>,
    range?: TransactionRange,
    options?: With,
  ): Promise<Rows<Row>>
}

const TIMEOUT_MS = 120_000

/**
 * A client of BioTrack's action API (API 4.0, JSON). It keeps nothing but its session; give it a `send` whose limiter is
 * shared with every other worker. Its calls throw BioTrackError when BioTrack refuses, OutboundError when there is no
 * usable answer, and VendorShapeError when the answer is not what the documentation says.
 */
export const createClassicClient = (settings: ClassicSettings): ClassicClient => {
  const post = poster(settings)
  const { company, username, password } = settings
  const credentials = { license_number: company, username, password }
  const login = async (options: With = {}): Promise<string> => {
    const answer = await post('login', credentials, { ...options, repeatable: true })
    return readJson(answer, loginReply, where('login')).sessionid
  }
  const sessions = createSessions({ ...settings, login: () => login(), ...storeOf(settings) })
  const call = (name: string, body: object, options: Sending): Promise<Answer> =>
    settings.stateless === true
      ? post(name, { ...body, ...credentials, nosession: 1 }, options)
      : sessions.within((sessionid) => post(name, { ...body, sessionid }, options))

  const read = async <T>(name: string, body: object, shape: z.ZodType<T>, options: With): Promise<T> => {
    const once = async () =>
      readJson(await call(name, body, { ...options, repeatable: true }), shape, where(name))
    // an answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little
    return once().catch((error: unknown) => {
      if (error instanceof VendorShapeError) return once()
      throw error
    })
  }
  return {
    url: settings.url,
    company,
    signIn: async (options) => {
      await login(options)
    },
    read: (action, body, options = {}) => read(action.name, body as object, action.reply, options),
    write: async (action, body, { nonce, ...options }) => {
      const answer = await call(action.name, { ...(body as object), nonce }, options)
      return readJson(answer, action.reply, where(action.name))
    },
    sync: async (table, range = {}, options = {}) => {
      const name = `sync_${table.name}`
      // an empty table is left out of the answer (seen by a public client)
      const shape = z.looseObject({ [table.name]: z.array(z.unknown()).default([]) })
      const answer = await read(name, { download: 1, ...rangeOf(range) }, shape, options)
      return readRows(table.row, answer[table.name] as readonly unknown[])
    },
  }
}

const storeOf = ({ session }: ClassicSettings) => (session === undefined ? {} : { store: session })

const where = (action: string) => ({ vendor: 'BioTrack', endpoint: action })

const rangeOf = ({ start, end, active }: TransactionRange) => ({
  ...(start === undefined ? {} : { transaction_start: start }),
  ...(end === undefined ? {} : { transaction_end: end }),
  ...(active === true ? { active: 1 } : {}),
})

interface Sending extends With {
  readonly repeatable?: boolean
}

const poster = (settings: ClassicSettings) => {
  const { send, url, company, limits = BIOTRACK_LIMITS } = settings
  const training = settings.training === true ? '1' : '0'
  return async (action: string, body: object, { repeatable = false, signal }: Sending): Promise<Answer> => {
    const answer = await send({
      method: 'POST',
      url,
      // the type the servers want, though it is none of JSON's registered ones
      headers: { 'content-type': 'text/JSON', accept: 'application/json' },
      body: JSON.stringify({ API: '4.0', action, training, ...body }),
      repeatable,
      claims: claimsOf(url, company, limits),
      timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
      ...(signal === undefined ? {} : { signal }),
    })
    return accepted({ ...answer, text: cleanJson(answer.text) }, action)
  }
}

const saying = z.looseObject({
  success: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  error: z.unknown().optional(),
  errorcode: z.union([z.string(), z.number()]).nullish().catch(null),
})

/** The answer, if it is a success; success and failure are told in the body, whatever the HTTP status. */
const accepted = (answer: Answer, action: string): Answer => {
  const said = saying.safeParse(parse(answer.text))
  const isGood = answer.status >= 200 && answer.status < 300
  if (!said.success && isGood) return answer
  const { success, error, errorcode } = said.data ?? {}
  const isRefused = success === undefined ? error !== undefined : ['0', 'false', ''].includes(String(success))
  if (isGood && !isRefused) return answer
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  throw new BioTrackError({
    status: answer.status,
    errorCode: errorcode === undefined || errorcode === null ? null : String(errorcode),
    messages: typeof error === 'string' ? [error] : wordsOf(answer.text),
    action,
    ...(Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
  })
}

const LONGEST_MESSAGE = 300

/** The text of a page that is no JSON, without its markup. */
const wordsOf = (text: string): string[] => {
  if (text.startsWith('{')) return []
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words === '' ? [] : [words.slice(0, LONGEST_MESSAGE)]
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
