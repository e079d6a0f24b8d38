import type { z } from 'zod'

/** Names in braces inside a path: `/packages/v2/{id}` → `id`. */
export type Holes<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never

/** What a list may be limited by. Receipts and transfers take one of two, never both. */
export type RangeBy = 'lastModified' | 'salesDate' | 'estimatedArrival'

interface Endpoint<P extends string> {
  readonly path: P
  /** Whether the call names a licence; without one it counts against the vendor key alone. */
  readonly licensed: boolean
  /** The Metrc permission it needs, in Metrc's words, for advice. */
  readonly permission: string | null
}

/** A list, in pages or whole. */
export interface ListEndpoint<P extends string, Row> extends Endpoint<P> {
  readonly kind: 'list'
  readonly row: z.ZodType<Row>
  readonly ranges: readonly RangeBy[]
}

/** A single object. */
export interface OneEndpoint<P extends string, Row> extends Endpoint<P> {
  readonly kind: 'one'
  readonly row: z.ZodType<Row>
}

/** A write of up to ten objects at once; `Body` is one of them. */
export interface RowsEndpoint<Body> extends Endpoint<string> {
  readonly kind: 'rows'
  readonly method: 'POST' | 'PUT'
  /** Only for the type of the body. */
  readonly body?: Body
}

/** A write of one object with an answer of its own. */
export interface CommandEndpoint<Body, Reply> extends Endpoint<string> {
  readonly kind: 'command'
  readonly method: 'POST' | 'PUT'
  readonly body?: Body
  readonly reply: z.ZodType<Reply>
}

/** A write of one object that answers nothing. */
export interface BareEndpoint<Body> extends Endpoint<string> {
  readonly kind: 'bare'
  readonly method: 'POST' | 'PUT'
  readonly body?: Body
}

/** A removal by id. */
export interface RemoveEndpoint<P extends string> extends Endpoint<P> {
  readonly kind: 'remove'
}

interface ReadOptions {
  readonly permission?: string
  readonly licensed?: boolean
  readonly ranges?: readonly RangeBy[]
}

/** Describes a list. */
export const list = <P extends string, Row>(
  path: P,
  row: z.ZodType<Row>,
  { permission, licensed = true, ranges = [] }: ReadOptions = {},
): ListEndpoint<P, Row> => ({ kind: 'list', path, row, licensed, permission: permission ?? null, ranges })

/** Describes a list that knows when its rows changed. */
export const changing = <P extends string, Row>(
  path: P,
  row: z.ZodType<Row>,
  permission: string,
  other: readonly RangeBy[] = [],
): ListEndpoint<P, Row> => list(path, row, { permission, ranges: ['lastModified', ...other] })

/** Describes a single object. */
export const one = <P extends string, Row>(
  path: P,
  row: z.ZodType<Row>,
  { permission, licensed = true }: ReadOptions = {},
): OneEndpoint<P, Row> => ({ kind: 'one', path, row, licensed, permission: permission ?? null })

/** Describes a write of rows that makes something new. */
export const post = <Body>(path: string, permission: string): RowsEndpoint<Body> => ({
  kind: 'rows',
  method: 'POST',
  path,
  licensed: true,
  permission,
})

/** Describes a write of rows that changes something. */
export const put = <Body>(path: string, permission: string): RowsEndpoint<Body> => ({
  ...post<Body>(path, permission),
  method: 'PUT',
})

/** Describes a removal by id. */
export const remove = <P extends string>(path: P, permission: string): RemoveEndpoint<P> => ({
  kind: 'remove',
  path,
  licensed: true,
  permission,
})

/** Describes a write of one object. */
export const command = <Body, Reply>(
  path: string,
  permission: string,
  reply: z.ZodType<Reply>,
): CommandEndpoint<Body, Reply> => ({
  kind: 'command',
  method: 'POST',
  path,
  licensed: true,
  permission,
  reply,
})

/** Describes a write of one object that answers nothing. */
export const bare = <Body>(path: string, permission: string): BareEndpoint<Body> => ({
  kind: 'bare',
  method: 'POST',
  path,
  licensed: true,
  permission,
})
