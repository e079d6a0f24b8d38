import type { Day } from '@suite/kernel'
import { invalid } from '@suite/kernel'
import { readJson, VendorShapeError, type Answer, type Outgoing, type Send } from '@suite/outbound'
import type { z } from 'zod'
import { isRefusal, TreezError } from './errors.ts'
import { privateKeyOf } from './private-key.ts'
import { tokenFor, type Signer } from './token.ts'
import { packagePage, productPage, rowPage, ticketPage, type Page } from './wire/page.ts'

/** Where the API lives, of sandboxes too; a simulator is elsewhere. */
export const TREEZ_URL = 'https://api-prod.treez.io'

export interface TreezSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  readonly baseUrl?: string
  /** The store's name: what stands before `.treez.io` in its address. */
  readonly dispensary: string
  readonly organizationId: string
  readonly certificateId: string
  /** PEM of the RSA key whose certificate Treez holds. */
  readonly privateKey: string
  /**
   * The path of changed tickets before their time; `ticket/lastUpdated` unless told. The interface of v3 says so, that of v2
   * and the guides say `ticket/lastUpdated/after` (unverified).
   */
  readonly changesPath?: string
  /** The name by which a page of packages is asked for; `page` unless told: their answer has pages, the question is not documented. */
  readonly packagesPage?: string
  /** Calls in two seconds; 4 unless told: Treez publishes no limit, clients report so of v2 (unverified). */
  readonly callsPerTwoSeconds?: number
  readonly now?: () => Date
}

interface With {
  readonly signal?: AbortSignal
}

export interface TreezClient {
  /** Products of the store, deactivated ones too: rows as they came. Pages begin at 1 everywhere. */
  products(page: number, options?: With): Promise<Page>
  /** Packages with what lies of them where. */
  packages(page: number, options?: With): Promise<Page>
  /** Tickets closed on a day; whether of the store's zone is not documented (unverified). */
  closedTickets(day: Day, page: number, options?: With): Promise<Page>
  /** Tickets changed after an instant, at most 30 days ago, in no order that may be relied on. */
  changedTickets(after: Date, page: number, options?: With): Promise<Page>
  /** Customers changed after an instant. */
  changedCustomers(after: Date, page: number, options?: With): Promise<Page>
}

/** The most rows that one answer holds (guides to products and tickets). */
export const PAGE_SIZE = 50
const TIMEOUT_MS = 60_000
const CONCURRENT = 4
const CALLS_PER_TWO_SECONDS = 4

/**
 * A client of the Treez API v3 for one store. It signs each call anew and keeps nothing; give it a `send` whose limiter is
 * shared with every other worker. @throws AppError `bad_setting` for a name or key that is none. Its calls throw TreezError
 * when Treez refuses, OutboundError when there is no usable answer, VendorShapeError when the answer is not what is known
 * of it.
 */
export const createTreezClient = (settings: TreezSettings): TreezClient => {
  checkSettings(settings)
  const call = caller(settings)
  const list =
    (shape: z.ZodType<Page>) =>
    async (path: string, query: Query, page: number, options: With = {}): Promise<Page> => {
      const endpoint = `GET ${path.replaceAll(/\d{4}-\d{2}-\d{2}[^/]*/g, '{date}')}`
      try {
        return await onceMore(async () =>
          readJson(await call(path, query, endpoint, options), shape, { vendor: 'Treez', endpoint }),
        )
      } catch (error) {
        if (error instanceof TreezError && isEnd(error, page)) return { rows: [], total: null }
        throw error
      }
    }
  const [products, packages, tickets, customers] = [
    list(productPage),
    list(packagePage),
    list(ticketPage),
    list(rowPage),
  ]
  const paged = (page: number): string => `page/${page}/pagesize/${PAGE_SIZE}`
  const changes = settings.changesPath ?? 'ticket/lastUpdated'
  return {
    products: (page, options) =>
      products(
        'product/product_list',
        { active: 'ALL', include_discounts: 'FALSE', page: String(page), pagesize: String(PAGE_SIZE) },
        page,
        options,
      ),
    packages: (page, options) =>
      packages(
        'packages',
        { includeOutOfStockLocations: 'true', [settings.packagesPage ?? 'page']: String(page) },
        page,
        options,
      ),
    closedTickets: (day, page, options) =>
      tickets(`ticket/closedate/${day}/${paged(page)}`, {}, page, options),
    changedTickets: (after, page, options) =>
      tickets(`${changes}/${stamp(after)}/${paged(page)}`, {}, page, options),
    changedCustomers: (after, page, options) =>
      customers(`customer/lastUpdated/after/${stamp(after)}/${paged(page)}`, {}, page, options),
  }
}

type Query = Readonly<Record<string, string>>

/** Names go into addresses as they are. */
const checkSettings = (settings: TreezSettings): void => {
  for (const [path, label, value, known] of [
    ['dispensary', 'store name', settings.dispensary, /^[a-z0-9][a-z0-9-]{0,62}$/i],
    ['organizationId', 'organization id', settings.organizationId, /^[\w-]{1,80}$/],
    ['certificateId', 'certificate id', settings.certificateId, /^[\x21-\x7e]{1,200}$/],
    ['changesPath', 'path of changes', settings.changesPath ?? 'x', /^[A-Za-z]\w*(\/\w+){0,4}$/],
    ['packagesPage', 'name of the page', settings.packagesPage ?? 'x', /^[A-Za-z]\w{0,40}$/],
  ] as const)
    if (!known.test(value))
      throw invalid('bad_setting', `"${value}" is no ${label}. ${REMEDIES[path]}`, [
        { path, message: `no ${label}` },
      ])
}

const REMEDIES = {
  dispensary: 'Enter what stands before .treez.io in the address of your Treez, such as "evergreen".',
  organizationId: 'Copy it from what Treez sent with the certificate id.',
  certificateId: 'Copy it from the answer that Treez gave to your certificate.',
  changesPath: 'Leave it empty, unless support tells you another.',
  packagesPage: 'Leave it empty, unless support tells you another.',
} as const

/** `yyyy-MM-ddTHH:mm:ss.SSSXXX`, the only form that is taken. */
const stamp = (at: Date): string => encodeURIComponent(at.toISOString().replace('Z', '+00:00'))

/** Some lists say that they hold nothing, and that they are at their end, by a refusal. */
const isEnd = ({ status, reason }: TreezError, page: number): boolean =>
  /^(TICKET_NOT_FOUND|CUSTOMER_DOESNT_EXIST|PRODUCT_NOT_FOUND)$/.test(reason ?? '') ||
  (status === 404 && page > 1)

/** An answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little. */
const onceMore = <T>(once: () => Promise<T>): Promise<T> =>
  once().catch((error: unknown) => {
    if (error instanceof VendorShapeError) return once()
    throw error
  })

type Call = (path: string, query: Query, endpoint: string, options: With) => Promise<Answer>

const caller = (settings: TreezSettings): Call => {
  const now = settings.now ?? (() => new Date())
  const signer: Signer = {
    key: privateKeyOf(settings.privateKey),
    certificateId: settings.certificateId,
    organizationId: settings.organizationId,
  }
  const base = `${settings.baseUrl ?? TREEZ_URL}/dispensary/v3/${settings.dispensary}`
  const claims = [
    {
      key: `treez:store:${settings.dispensary}`,
      permits: settings.callsPerTwoSeconds ?? CALLS_PER_TWO_SECONDS,
      windowMs: 2_000,
      concurrent: CONCURRENT,
    },
  ]
  const requestOf = (url: string, audience: string, options: With): Outgoing => ({
    method: 'GET',
    url,
    // signed when it is read, which is after the wait for a permit and anew at each try: a token outlives no wait
    get headers() {
      return { authorization: tokenFor(signer, audience, now()), 'content-type': 'application/json' }
    },
    claims,
    timeoutMs: TIMEOUT_MS,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  // "the URL being called": whether with its query is not said (unverified), so what is taken is found out
  let withQuery = true
  return async (path, query, endpoint, options) => {
    const [bare, asked] = [`${base}/${path}`, new URLSearchParams(query).toString()]
    const url = asked === '' ? bare : `${bare}?${asked}`
    const ask = (whole: boolean): Promise<Answer> =>
      settings.send(requestOf(url, whole ? url : bare, options))
    const first = await ask(withQuery)
    const other = first.status === 401 && asked !== '' ? await ask(!withQuery) : first
    if (first.status === 401 && other.status !== 401) withQuery = !withQuery
    if (!isRefusal(other)) return other
    const theirs = Date.parse(other.headers.get('date') ?? '')
    throw new TreezError(other, endpoint, Number.isNaN(theirs) ? 0 : now().getTime() - theirs)
  }
}
