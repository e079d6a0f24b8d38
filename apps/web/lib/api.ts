import { toApiError } from './api-error'
import type { GetReplies, UploadReply, Writes } from './contract'
import { address, type Params } from './request'

let refreshing: Promise<boolean> | null = null

/** Swaps the session's cookies for fresh ones; parallel callers share one request. */
const refresh = (): Promise<boolean> => {
  refreshing ??= fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
    .then((response) => response.ok)
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

/** Fetches; an ended access token is renewed once, an ended session leads to the sign-in page. */
const send = async (url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, init)
  if (response.status !== 401 || url.startsWith('/api/v1/auth/')) return response
  if (await refresh()) return fetch(url, init)
  toSignIn()
  return response
}

const read = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw await toApiError(response)
  return (response.status === 204 ? {} : await response.json()) as T
}

/** Asks one question of the API. @throws ApiError */
export const get = async <P extends keyof GetReplies>(path: P, params?: Params): Promise<GetReplies[P]> =>
  read(await send(address(path, params), { headers: { accept: 'application/json' } }))

/** Runs one command of the API. @throws ApiError */
export const write = async <R extends keyof Writes>(
  route: R,
  body: Writes[R]['body'],
  path: Params['path'] = {},
): Promise<Writes[R]['reply']> => {
  const [method, template] = route.split(' ') as [string, string]
  return read(
    await send(address(template, { path }), {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    }),
  )
}

/** Uploads a file to be looked at; nothing is imported yet. `onProgress` gets the share sent, 0 to 1. */
export const upload = async (
  storeId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<UploadReply> => {
  const first = await sendFile(storeId, file, onProgress)
  if (first.status === 401 && (await refresh())) return read(await sendFile(storeId, file, onProgress))
  return read(first)
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
    request.open('POST', '/api/v1/imports')
    request.send(form)
  })

/** Address of a file the browser downloads by itself. */
export const downloadUrl = address
