import 'server-only'
import { createApiClient } from '@suite/api-client'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { call, unwrap } from './call'
import type { GetPath, GetReplies } from './contract'
import type { Params } from './request'

const BASE = process.env['API_INTERNAL_URL'] ?? 'http://127.0.0.1:3000'

/** The visitor's cookies; where the front added a fresh access token, the fresh one. */
const cookieHeader = async (): Promise<string> =>
  (await cookies())
    .getAll()
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ')

/** Asks the API as the visitor, for the first paint. Signed out: leads to the sign-in page. @throws ApiError */
export const serverGet = async <P extends GetPath>(path: P, params: Params = {}): Promise<GetReplies[P]> => {
  const client = createApiClient({ baseUrl: BASE, headers: { cookie: await cookieHeader() } })
  const reply = await call(client, 'get', path, params)
  if (reply.response.status === 401) redirect(await signInAddress())
  return unwrap(reply) as GetReplies[P]
}

const signInAddress = async (): Promise<string> => {
  const here = (await headers()).get('x-suite-path')
  return here === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`
}
