import type { ApiClient } from '@suite/api-client'
import { ApiError } from './api-error'
import { filledIn, fullPath, type Params } from './request'

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A reply before it is judged. */
export interface RawReply {
  readonly response: Response
  readonly data?: unknown
  readonly error?: unknown
}

/** Sends one request through the generated client. The typed doors are `get`, `write` and `serverGet`. */
export const call = (
  client: ApiClient,
  verb: Verb,
  path: string,
  params: Params,
  body?: unknown,
): Promise<RawReply> =>
  client.request(
    verb,
    fullPath(path) as never,
    { params: filledIn(params), ...(body === undefined ? {} : { body }) } as never,
  )

/** The reply's body. @throws ApiError for a refusal */
export const unwrap = ({ response, data, error }: RawReply): unknown => {
  if (!response.ok) throw new ApiError(response.status, error ?? {})
  return data
}
