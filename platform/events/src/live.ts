import { openDatabase, sql, type Database, type Tx } from '@suite/db'
import { invalid, newId } from '@suite/kernel'

const CHANNEL = 'suite_live'
/** PostgreSQL takes less than 8,000 bytes in one notification; the rest of a message is small. */
const LARGEST_BYTES = 7_500
const KEPT = 1_000
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000
const PROBE_MS = 20_000

/** Something open screens want to know at once. Ids only: what they may see of it they ask for themselves. */
export interface LiveMessage {
  /** Place in this process's stream, to go on from after a break. */
  readonly id: string
  readonly topic: string
  readonly ids: readonly string[]
}

/** What a listener is handed: a message, or `resync` when some may have been missed and everything is to be asked again. */
export type LiveSignal =
  | { readonly kind: 'message'; readonly message: LiveMessage }
  | { readonly kind: 'resync' }

/** The live channel of one process. */
export interface Live {
  /**
   * Hears an organisation's messages of these topics until the returned function is called. With `after`, the messages since
   * that id come first, or `resync` when they are not kept any more.
   */
  subscribe(
    who: { readonly organizationId: string; readonly topics: readonly string[]; readonly after?: string },
    listener: (signal: LiveSignal) => void,
  ): () => void
  close(): Promise<void>
}

/**
 * Tells every process's open screens, only if this transaction commits. Too many ids for one notification become none, which
 * means "look at all of them".
 * @throws AppError `bad_topic` when the topic is not a short lower-case name
 */
export const publishLive = async (tx: Tx, topic: string, ids: readonly string[]): Promise<void> => {
  if (!/^[a-z][a-z_.]{0,49}$/.test(topic))
    throw invalid('bad_topic', `"${topic}" is no topic. Use a short lower-case name such as "alerts".`)
  const textOf = (some: readonly string[]): string =>
    JSON.stringify({ organizationId: tx.context.organizationId, topic, ids: some })
  const full = textOf(ids)
  const text = Buffer.byteLength(full) > LARGEST_BYTES ? textOf([]) : full
  await sql`select pg_notify(${CHANNEL}, ${text})`.execute(tx.db)
}

interface Subscriber {
  readonly organizationId: string
  readonly topics: ReadonlySet<string>
  readonly listener: (signal: LiveSignal) => void
}

interface Kept extends LiveMessage {
  readonly organizationId: string
  readonly place: number
}

/**
 * Listens to PostgreSQL over one connection of its own, made anew when it breaks, and hands each message to the subscribers
 * of its organisation. `onTrouble` is told of every lost connection. Resolves once it listens.
 * @throws Error when the database cannot be reached at the start
 */
export const openLive = async (options: {
  readonly url: string
  readonly onTrouble?: (error: Error) => void
}): Promise<Live> => {
  const database = openDatabase({ url: options.url, max: 1 })
  const subscribers = new Set<Subscriber>()
  const stop = new AbortController()
  // ids of another process, or of before a break, name another stream and cannot be resumed
  let stream = newId()
  let place = 0
  let kept: Kept[] = []

  const hear = (payload: string | undefined): void => {
    const told = readPayload(payload)
    if (told === null) return
    place += 1
    const message: Kept = { ...told, id: `${stream}.${place}`, place }
    kept = [...kept.slice(1 - KEPT), message]
    for (const each of subscribers) if (isFor(each, message)) each.listener(signalOf(message))
  }
  const broken = (): void => {
    stream = newId()
    kept = []
    for (const { listener } of subscribers) listener({ kind: 'resync' })
  }
  const since = (after: string): Kept[] | null => {
    const [of, text] = after.split('.')
    const last = Number(text)
    const first = kept[0]?.place ?? place + 1
    if (of !== stream || !Number.isInteger(last) || last > place || last < first - 1) return null
    return kept.filter((message) => message.place > last)
  }

  let listening = await listen(database, hear).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const keepListening = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const error = await listening.ended
      if (stop.signal.aborted) return
      options.onTrouble?.(error)
      const fresh = await listenAgain(database, hear, stop.signal)
      if (fresh === null) return
      listening = fresh
      broken()
    }
  }
  const running = keepListening()

  return {
    subscribe: ({ organizationId, topics, after }, listener) => {
      const subscriber: Subscriber = { organizationId, topics: new Set(topics), listener }
      const missed = after === undefined ? [] : since(after)
      if (missed === null) listener({ kind: 'resync' })
      else for (const message of missed) if (isFor(subscriber, message)) listener(signalOf(message))
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    close: async () => {
      stop.abort()
      subscribers.clear()
      listening.end()
      await running
      await database.close()
    },
  }
}

const isFor = (subscriber: Subscriber, message: Kept): boolean =>
  subscriber.organizationId === message.organizationId && subscriber.topics.has(message.topic)

const signalOf = ({ id, topic, ids }: Kept): LiveSignal => ({ kind: 'message', message: { id, topic, ids } })

interface Listening {
  /** Resolves with the reason when the connection is gone. */
  readonly ended: Promise<Error>
  readonly end: () => void
}

const listen = async (
  database: Database,
  hear: (payload: string | undefined) => void,
): Promise<Listening> => {
  const client = await database.pool.connect()
  let probe: NodeJS.Timeout | undefined
  let end: (error: Error) => void = () => undefined
  const ended = new Promise<Error>((resolve) => {
    end = (error) => {
      clearInterval(probe)
      resolve(error)
    }
  })
  client.on('notification', ({ payload }) => hear(payload))
  client.once('error', end)
  client.once('end', () => end(new Error('The connection was closed.')))
  // never back into the pool as if it were an ordinary one
  void ended.then(() => client.release(true))
  try {
    await client.query(`listen ${CHANNEL}`)
  } catch (error) {
    end(asError(error))
    throw error
  }
  // a connection may die without a word; a question finds out
  probe = setInterval(() => {
    client.query('select 1').catch((error: unknown) => end(asError(error)))
  }, PROBE_MS)
  return { ended, end: () => end(new Error('closed')) }
}

/** Tries until it listens again, waiting longer each time; null when stopped meanwhile. */
const listenAgain = async (
  database: Database,
  hear: (payload: string | undefined) => void,
  signal: AbortSignal,
): Promise<Listening | null> => {
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    const fresh = await listen(database, hear).catch(() => null)
    if (fresh !== null && signal.aborted) fresh.end()
    else if (fresh !== null) return fresh
    await pause(wait, signal)
  }
  return null
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** Anyone with a login of the application may notify: what is not ours is passed over. */
const readPayload = (
  payload: string | undefined,
): { organizationId: string; topic: string; ids: string[] } | null => {
  try {
    const told = JSON.parse(payload ?? '') as { organizationId?: unknown; topic?: unknown; ids?: unknown }
    const { organizationId, topic, ids } = told
    if (typeof organizationId !== 'string' || typeof topic !== 'string' || !Array.isArray(ids)) return null
    return { organizationId, topic, ids: ids.filter((id): id is string => typeof id === 'string') }
  } catch {
    return null
  }
}
