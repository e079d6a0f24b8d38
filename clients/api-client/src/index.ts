import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './schema.gen.ts'

export type { paths }

/** A typed client of the HTTP API, generated from its OpenAPI document. */
export type ApiClient = Client<paths>

/** Opens a client. `baseUrl` is empty in a browser on the same origin; `headers` carry a token or cookie elsewhere. */
export const createApiClient = (
  options: { baseUrl?: string; headers?: Record<string, string> } = {},
): ApiClient =>
  createClient<paths>({
    baseUrl: options.baseUrl ?? '',
    ...(options.headers === undefined ? {} : { headers: options.headers }),
  })

type Methods = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** The reply's body of an operation: `Reply<'/api/v1/products', 'get'>`. */
export type Reply<Path extends keyof paths, Method extends Methods> =
  paths[Path] extends Record<Method, { responses: infer Responses }>
    ? {
        [Status in keyof Responses]: Status extends 200 | 201 | 202
          ? Responses[Status] extends { content: { 'application/json': infer Body } }
            ? Body
            : never
          : never
      }[keyof Responses]
    : never
