import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Read, Tx } from '@suite/db'
import type { ExportChoice } from './exporting/columns.ts'

/** Who is asking, once the access token was checked. */
export interface Caller {
  readonly userId: string
  readonly organizationId: string
  readonly membershipId: string
  readonly role: string
  /** True after the trial has ended: everything can be read, nothing changed. */
  readonly readOnly: boolean
}

/** Facts of the request that handlers may need. */
export interface RequestFacts {
  readonly requestId: string
  readonly ip: string
  readonly userAgent: string
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly origin: string
}

/** Named rate limits: requests a minute by API key, user or address. `guard` fails closed, the others open. */
export type LimitName = 'default' | 'guard' | 'upload' | 'heavy'

/** What every route must say of itself; a route that does not is refused when the server starts. */
export interface RouteSpec<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `/api/v1`, parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  /** `public`, `signed_in`, or a permission of the role table. */
  readonly access: string
  readonly limit?: LimitName
  /** How long a read's answer may be kept for the organisation, seconds; its own changes drop it sooner. */
  readonly cacheSeconds?: number
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply: Reply
  readonly status?: 200 | 201 | 202 | 204
  /** A reply as a caller would see it, shown in the API reference. */
  readonly example: z.input<Reply>
  readonly bodyExample?: z.input<Body>
  /** Of a list: what its file leaves out or spreads over lines; false where a file of it makes no sense. */
  readonly exported?: ExportChoice | false
}

export interface Input<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

/** Cookies to set (null clears) besides the reply's body. */
export interface PlainReply<T> {
  readonly body: T
  readonly cookies?: Readonly<Record<string, { value: string; maxAgeSeconds: number } | null>>
}

/** A file sent to the caller. */
export interface Download {
  readonly fileName: string
  readonly contentType: string
  readonly content: Readable
}

/** One uploaded file, streamed. */
export interface Upload {
  readonly fileName: string
  readonly content: Readable
  readonly fields: Readonly<Record<string, string>>
}

/** A delivery of another company's system as it came: only its signature says whether it is genuine. */
export interface SignedDelivery {
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The very bytes that were signed. */
  readonly body: Uint8Array
}

/** Largest signed delivery, bytes. */
export const LARGEST_DELIVERY = 256 * 1024

/** What a stream is told: a message of a topic, or `resync` when everything is to be asked again. */
export type StreamSignal =
  | {
      readonly kind: 'message'
      readonly message: { readonly id: string; readonly topic: string; readonly ids: readonly string[] }
    }
  | { readonly kind: 'resync' }

/** Where streams hear of news; `after` is the last message the caller had. Returns how to stop. */
export interface StreamSource {
  subscribe(
    who: { readonly organizationId: string; readonly topics: readonly string[]; readonly after?: string },
    listener: (signal: StreamSignal) => void,
  ): () => void
}

export type Route =
  | {
      readonly kind: 'stream'
      readonly spec: RouteSpec
      /** The topics it passes on. */
      readonly topics: readonly string[]
    }
  | {
      readonly kind: 'signed'
      readonly spec: RouteSpec
      readonly handle: (delivery: SignedDelivery, input: Input<unknown, unknown, unknown>) => Promise<unknown>
    }
  | {
      readonly kind: 'read'
      readonly spec: RouteSpec
      readonly handle: (
        read: Read,
        input: Input<unknown, unknown, unknown>,
        caller: Caller,
      ) => Promise<unknown>
    }
  | {
      readonly kind: 'write'
      readonly spec: RouteSpec
      readonly handle: (tx: Tx, input: Input<unknown, unknown, unknown>, caller: Caller) => Promise<unknown>
    }
  | {
      readonly kind: 'plain'
      readonly spec: RouteSpec
      readonly handle: (
        input: Input<unknown, unknown, unknown>,
        facts: RequestFacts,
        caller: Caller | null,
      ) => Promise<PlainReply<unknown>>
    }
  | {
      readonly kind: 'download'
      readonly spec: RouteSpec
      readonly handle: (
        input: Input<unknown, unknown, unknown>,
        caller: Caller,
        facts: RequestFacts,
      ) => Promise<Download>
    }
  | {
      readonly kind: 'upload'
      readonly spec: RouteSpec
      readonly handle: (
        upload: Upload,
        input: Input<unknown, unknown, unknown>,
        facts: RequestFacts,
        caller: Caller,
      ) => Promise<unknown>
    }

type Out<T extends z.ZodType> = z.output<T>

/** A route that answers one query in a READ ONLY tenant transaction. */
export const readRoute = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (read: Read, input: Input<Out<P>, Out<Q>, Out<B>>, caller: Caller) => Promise<z.input<R>>,
): Route => ({ kind: 'read', spec: spec as unknown as RouteSpec, handle: handle as never })

/** A route that runs one command in a tenant transaction: its change, audit row and jobs commit together. */
export const writeRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (tx: Tx, input: Input<Out<P>, Out<Q>, Out<B>>, caller: Caller) => Promise<z.input<R>>,
): Route => ({ kind: 'write', spec: spec as unknown as RouteSpec, handle: handle as never })

/** A route outside any tenant transaction: signing in, work that opens its own transactions. */
export const plainRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (
    input: Input<Out<P>, Out<Q>, Out<B>>,
    facts: RequestFacts,
    caller: Caller | null,
  ) => Promise<PlainReply<z.input<R>>>,
): Route => ({ kind: 'plain', spec: spec as unknown as RouteSpec, handle: handle as never })

/** A route that streams a file out. `reply` documents the file as a string. */
export const downloadRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (input: Input<Out<P>, Out<Q>, Out<B>>, caller: Caller, facts: RequestFacts) => Promise<Download>,
): Route => ({ kind: 'download', spec: spec as unknown as RouteSpec, handle: handle as never })

/**
 * A public route whose handler proves the sender by a signature over the raw body, of at most `LARGEST_DELIVERY` bytes. No
 * body is parsed, no caller is known.
 */
export const signedRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: Omit<RouteSpec<P, Q, B, R>, 'access' | 'method'>,
  handle: (delivery: SignedDelivery, input: Input<Out<P>, Out<Q>, Out<B>>) => Promise<z.input<R>>,
): Route => ({
  kind: 'signed',
  spec: { ...spec, access: 'public', method: 'POST' } as unknown as RouteSpec,
  handle: handle as never,
})

/**
 * A route that stays open and tells of news as server-sent events (WHATWG HTML, 9.2): `event` is the topic, `data` the ids
 * as JSON, `resync` means "ask for everything again". Goes on after Last-Event-ID. `reply` documents the data of one event.
 */
export const streamRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: Omit<RouteSpec<P, Q, B, R>, 'method'>,
  topics: readonly string[],
): Route => ({ kind: 'stream', spec: { ...spec, method: 'GET' } as unknown as RouteSpec, topics })

/** A route that takes one file as multipart/form-data (field `file`; text fields before it). */
export const uploadRoute = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (
    upload: Upload,
    input: Input<Out<P>, Out<Q>, Out<B>>,
    facts: RequestFacts,
    caller: Caller,
  ) => Promise<z.input<R>>,
): Route => ({ kind: 'upload', spec: spec as unknown as RouteSpec, handle: handle as never })
