import { createApiClient } from '@suite/api-client'
import { toApiError } from './api-error'
import { call, unwrap, type RawReply } from './call'
import type { BodyOf, GetPath, GetReplies, UploadReply, WriteReply, WriteRoute } from './contract'
import { address, type Params } from './request'

const client = createApiClient()
let refreshing: Promise<boolean> | null = null

/** Swaps the session's cookies for fresh ones; parallel callers share one request. */
const refresh = (): Promise<boolean> => {
  refreshing ??= client
    .POST('/api/v1/auth/refresh', { body: {} })
    .then(({ response }) => response.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null
    })
  return refreshing
}

const toSignIn = (): void => {
  const here = `${window.location.pathname}${window.location.search}`
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
}

/** Sends; an ended access token is renewed once, an ended session leads to the sign-in page. */
const signedIn = async (send: () => Promise<RawReply>): Promise<RawReply> => {
  const reply = await send()
  if (reply.response.status !== 401) return reply
  if (await refresh()) return send()
  toSignIn()
  return reply
}

/** Asks one question of the API. @throws ApiError */
export const get = async <P extends GetPath>(path: P, params: Params = {}): Promise<GetReplies[P]> =>
  unwrap(await signedIn(() => call(client, 'get', path, params))) as GetReplies[P]

/** Runs one command of the API. @throws ApiError */
export const write = async <R extends WriteRoute>(
  route: R,
  body: BodyOf<R>,
  path: Params['path'] = {},
): Promise<WriteReply<R>> => {
  const [method = '', template = ''] = route.split(' ')
  const verb = method.toLowerCase() as 'post' | 'put' | 'patch' | 'delete'
  const send = (): Promise<RawReply> => call(client, verb, template, { path }, body ?? {})
  // a refused password is no ended session
  return unwrap(template.startsWith('/auth/') ? await send() : await signedIn(send)) as WriteReply<R>
}

/** Uploads a file to be looked at; nothing is imported yet. `onProgress` gets the share sent, 0 to 1. */
export const upload = async (
  storeId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<UploadReply> => {
  let response = await sendFile(storeId, file, onProgress)
  if (response.status === 401 && (await refresh())) response = await sendFile(storeId, file, onProgress)
  if (!response.ok) throw await toApiError(response)
  return (await response.json()) as UploadReply
}

/** fetch() cannot report how much of a body was sent. */
const sendFile = (storeId: string, file: File, onProgress: (share: number) => void): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('storeId', storeId)
    form.append('file', file)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText || '{}', { status: request.status })),
    )
    request.addEventListener('error', () => reject(new TypeError('The upload was cut off.')))
    request.open('POST', address('/imports'))
    request.send(form)
  })

/** Address of a file the browser downloads by itself. */
export const downloadUrl = (path: GetPath, params?: Params): string => address(path, params)
