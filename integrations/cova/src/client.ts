import { z } from 'zod'
import { invalid } from '@suite/kernel'
import {
  readJson,
  VendorShapeError,
  type Answer,
  type Outgoing,
  type RateClaim,
  type Send,
} from '@suite/outbound'
import { CovaError } from './errors.ts'
import { covaTokens, type CovaCredentials } from './token.ts'

/** Where the parts of the API live; a simulator is elsewhere. */
export const COVA_HOSTS = {
  api: 'https://api.covasoft.net',
  accounts: 'https://accounts.iqmetrix.net',
  crm: 'https://crm.iqmetrix.net',
} as const

export interface CovaSettings extends CovaCredentials {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** One address for all parts, of a simulator; Cova's own unless told. */
  readonly baseUrl?: string
  readonly companyId: string
  readonly locationId: string
  /** The field by which changed invoices are asked for; `UpdatedDateUtc` unless told (unverified). */
  readonly changedField?: string
  /** Calls a minute; 300 unless told: Cova publishes no limit (unverified). */
  readonly callsPerMinute?: number
  readonly now?: () => Date
}

/** A stretch of time, both ends included. */
export interface Span {
  readonly from: Date
  readonly until: Date
}

interface With {
  readonly signal?: AbortSignal
}

export interface CovaClient {
  readonly companyId: string
  readonly locationId: number
  /** Products of the company with the stock of the location: rows as they came. */
  products(
    query: { readonly skip: number; readonly top: number },
    options?: With,
  ): Promise<readonly unknown[]>
  /** Invoices of the location that changed in a span: at most `top` of them, in no order that may be relied on. */
  summaries(
    span: Span,
    page: { readonly skip: number; readonly top: number },
    options?: With,
  ): Promise<readonly unknown[]>
  /** One invoice as it came. */
  invoice(id: string, options?: With): Promise<unknown>
  /** Customers of the company as they came. */
  customers(
    query: { readonly skip: number; readonly top: number },
    options?: With,
  ): Promise<readonly unknown[]>
}

const TIMEOUT_MS = 120_000
const CONCURRENT = 6
const CALLS_PER_MINUTE = 300

/**
 * A client of the Cova API for one location. It holds its token and nothing else; give it a `send` whose limiter is shared
 * with every other worker. @throws AppError `bad_setting` for a number or field that is none. Its calls throw CovaError when Cova refuses, OutboundError when there is no usable answer,
 * VendorShapeError when the answer is not what is known of it.
 */
export const createCovaClient = (settings: CovaSettings): CovaClient => {
  checkSettings(settings)
  const hosts = hostsOf(settings.baseUrl)
  const call = caller(settings, hosts.accounts)
  const company = `Companies(${settings.companyId})`
  const changed = settings.changedField ?? 'UpdatedDateUtc'
  const list = async (target: Target, options: With): Promise<readonly unknown[]> =>
    onceMore(async () => readJson(await call(target, options), rows, where(target)))
  return {
    companyId: settings.companyId,
    locationId: Number(settings.locationId),
    products: ({ skip, top }, options = {}) =>
      list(
        {
          method: 'POST',
          url: `${hosts.api}/dataplatform/v1/Companies/${settings.companyId}/DetailedProductData`,
          body: { ...WHOLE_PRODUCT, LocationId: Number(settings.locationId), Skip: skip, Top: top },
        },
        options,
      ),
    summaries: ({ from, until }, { skip, top }, options = {}) =>
      list(
        odata(`${hosts.api}/pointofsale/${company}/SalesInvoiceSummaries`, {
          $filter: [
            `LocationId eq ${settings.locationId}`,
            `${changed} ge datetime'${from.toISOString()}'`,
            `${changed} le datetime'${until.toISOString()}'`,
          ].join(' and '),
          $skip: String(skip),
          $top: String(top),
        }),
        options,
      ),
    invoice: (id, options = {}) => {
      const target: Target = {
        method: 'GET',
        url: `${hosts.api}/pointofsale/${company}/SalesInvoiceDetails(${encodeURIComponent(id)})`,
      }
      return onceMore(async () => readJson(await call(target, options), z.unknown(), where(target)))
    },
    customers: ({ skip, top }, options = {}) =>
      list(
        odata(`${hosts.crm}/v1/${company}/Customers`, { $skip: String(skip), $top: String(top) }),
        options,
      ),
  }
}

/** Numbers and names go into addresses and filters as they are. */
const checkSettings = ({ companyId, locationId, changedField = 'Field' }: CovaSettings): void => {
  for (const [path, label, value] of [
    ['companyId', 'company number', companyId],
    ['locationId', 'location number', locationId],
  ] as const)
    if (!/^\d{1,12}$/.test(value))
      throw invalid('bad_setting', `The ${label} "${value}" is no number. Copy it from Cova Hub.`, [
        { path, message: 'not a number' },
      ])
  if (!/^[A-Za-z]\w{0,60}$/.test(changedField))
    throw invalid(
      'bad_setting',
      `"${changedField}" is no name of a field. Leave the field of changes empty.`,
      [{ path: 'changedField', message: 'not a name' }],
    )
}

interface Target {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: object
}

/**
 * Everything of a product, also of those sold out or discontinued: a list of what is in stock only would lose rows when
 * something sells out while its pages are walked.
 */
const WHOLE_PRODUCT = {
  IncludeProductSkusAndUpcs: true,
  IncludeProductSpecifications: true,
  IncludeClassifications: true,
  IncludeProductAssets: false,
  IncludeAvailability: true,
  IncludePackageDetails: true,
  IncludePricing: true,
  IncludeTaxes: false,
  IncludeAllLifecycles: true,
  InStockOnly: false,
  SellingRoomOnly: false,
} as const

/** A bare list, or one in an envelope. */
const rows = z.union([
  z.array(z.unknown()),
  z.object({ Products: z.array(z.unknown()) }).transform(({ Products }) => Products),
  z.object({ value: z.array(z.unknown()) }).transform(({ value }) => value),
])

const hostsOf = (baseUrl: string | undefined): Readonly<Record<keyof typeof COVA_HOSTS, string>> =>
  baseUrl === undefined ? COVA_HOSTS : { api: baseUrl, accounts: baseUrl, crm: baseUrl }

const odata = (url: string, query: Readonly<Record<string, string>>): Target => ({
  method: 'GET',
  url: `${url}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`,
})

const where = ({ method, url }: Target): { vendor: string; endpoint: string } => ({
  vendor: 'Cova',
  endpoint: `${method} ${new URL(url).pathname}`,
})

/** An answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little. */
const onceMore = <T>(once: () => Promise<T>): Promise<T> =>
  once().catch((error: unknown) => {
    if (error instanceof VendorShapeError) return once()
    throw error
  })

const caller = (settings: CovaSettings, accountsUrl: string) => {
  const tokens = covaTokens({ ...settings, accountsUrl, now: settings.now ?? (() => new Date()) })
  const claims: readonly RateClaim[] = [
    {
      key: `cova:company:${settings.companyId}`,
      permits: settings.callsPerMinute ?? CALLS_PER_MINUTE,
      windowMs: 60_000,
      concurrent: CONCURRENT,
    },
  ]
  return async (target: Target, options: With): Promise<Answer> => {
    const ask = async (): Promise<{ answer: Answer; token: string }> => {
      const token = await tokens.take(options.signal)
      return { token, answer: await settings.send(requestOf(target, token, claims, options)) }
    }
    const first = await ask()
    // a token may be revoked before its time
    if (first.answer.status === 401) tokens.drop(first.token)
    const { answer } = first.answer.status === 401 ? await ask() : first
    if (answer.status >= 200 && answer.status < 300) return answer
    throw new CovaError(answer, where(target).endpoint)
  }
}

const requestOf = (target: Target, token: string, claims: readonly RateClaim[], options: With): Outgoing => ({
  method: target.method,
  url: target.url,
  headers: {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(target.body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(target.body === undefined ? {} : { body: JSON.stringify(target.body) }),
  claims,
  // the only POST is a question
  repeatable: true,
  timeoutMs: TIMEOUT_MS,
  ...(options.signal === undefined ? {} : { signal: options.signal }),
})
