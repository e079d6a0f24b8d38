import type { z } from 'zod'

/** What a query field may be; an instant is sent as ISO 8601 in UTC. */
export type QueryValue = string | number | boolean | Date | undefined

/** The permission a key needs, in Dutchie's words; `any` is enough for some lists. */
export type Scope =
  | 'any'
  | 'Inventory'
  | 'Reporting'
  | 'Customer'
  | 'Vendor'
  | 'PurchaseOrder'
  | 'Room'
  | 'Integrations'

interface Endpoint {
  readonly path: string
  readonly scope: Scope
}

/** A bare array; `Query` is what it may be asked with. */
export interface ListEndpoint<Row, Query extends object> extends Endpoint {
  readonly kind: 'list'
  readonly row: z.ZodType<Row>
  /** The field that tells rows apart. */
  readonly key: string
  /** Only for the type of the query. */
  readonly query?: Query
}

/** A list in pages without totals. */
export interface PagedEndpoint<Row, Query extends object> extends Endpoint {
  readonly kind: 'paged'
  readonly row: z.ZodType<Row>
  readonly key: string
  readonly query?: Query
}

/** One object. */
export interface OneEndpoint<Row, Query extends object> extends Endpoint {
  readonly kind: 'one'
  readonly row: z.ZodType<Row>
  readonly query?: Query
}

/** A write with an answer. */
export interface WriteEndpoint<Body, Reply> extends Endpoint {
  readonly kind: 'write'
  readonly reply: z.ZodType<Reply>
  readonly body?: Body
}

export type NoQuery = Readonly<Record<string, never>>

/** Describes a bare array. */
export const list = <Row, Query extends object = NoQuery>(
  path: string,
  row: z.ZodType<Row>,
  key: string,
  scope: Scope,
): ListEndpoint<Row, Query> => ({ kind: 'list', path, row, key, scope })

/** Describes a list in pages. */
export const paged = <Row, Query extends object = NoQuery>(
  path: string,
  row: z.ZodType<Row>,
  key: string,
  scope: Scope,
): PagedEndpoint<Row, Query> => ({ kind: 'paged', path, row, key, scope })

/** Describes one object. */
export const one = <Row, Query extends object = NoQuery>(
  path: string,
  row: z.ZodType<Row>,
  scope: Scope,
): OneEndpoint<Row, Query> => ({ kind: 'one', path, row, scope })

/** Describes a write. */
export const write = <Body, Reply>(
  path: string,
  reply: z.ZodType<Reply>,
  scope: Scope,
): WriteEndpoint<Body, Reply> => ({ kind: 'write', path, reply, scope })
