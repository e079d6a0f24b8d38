import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { toApiError } from './api-error'
import type { GetReplies } from './contract'
import { address, type Params } from './request'

const BASE = process.env['API_INTERNAL_URL'] ?? 'http://127.0.0.1:3000'

/** The visitor's cookies; where the front added a fresh access token, the fresh one. */
const cookieHeader = async (): Promise<string> =>
  (await cookies())
    .getAll()
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ')

/** Asks the API as the visitor, for the first paint. Signed out: leads to the sign-in page. @throws ApiError */
export const serverGet = async <P extends keyof GetReplies>(
  path: P,
  params?: Params,
): Promise<GetReplies[P]> => {
  const response = await fetch(`${BASE}${address(path, params)}`, {
    headers: { accept: 'application/json', cookie: await cookieHeader() },
    cache: 'no-store',
  })
  if (response.status === 401) redirect(await signInAddress())
  if (!response.ok) throw await toApiError(response)
  return (await response.json()) as GetReplies[P]
}

const signInAddress = async (): Promise<string> => {
  const here = (await headers()).get('x-suite-path')
  return here === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`
}
