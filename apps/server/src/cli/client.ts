/** A signed-in caller of the API. Every method throws an Error with the API's own words when it is refused. */
export interface Client {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  /** Sends multipart form data. */
  send<T>(path: string, form: FormData): Promise<T>
}

/** Signs in at the application's address. @throws Error when nobody answers there or the sign-in is refused */
export const openClient = async (
  address: string,
  login: { email: string; password: string },
): Promise<Client> => {
  let token = ''
  const ask = async <T>(
    method: string,
    path: string,
    body?: string | FormData,
    type?: string,
  ): Promise<T> => {
    const headers = new Headers()
    if (token !== '') headers.set('authorization', `Bearer ${token}`)
    if (type !== undefined) headers.set('content-type', type)
    const reply = await fetch(new URL(`/api/v1${path}`, address), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).catch((cause: unknown) => {
      throw new Error(
        `Nobody answers at ${address}. Start the application with npm start, or give its --url.`,
        { cause },
      )
    })
    const answer: unknown = await reply.json().catch(() => ({}))
    if (reply.ok) return answer as T
    throw new Error(
      (answer as { detail?: string }).detail ?? `${method} ${path} failed with ${reply.status}.`,
    )
  }
  const sendJson = <T>(path: string, body: object): Promise<T> =>
    ask('POST', path, JSON.stringify(body), 'application/json')
  const { accessToken } = await sendJson<{ accessToken: string }>('/auth/sign-in', login)
  token = accessToken
  return {
    get: (path) => ask('GET', path),
    post: sendJson,
    send: (path, form) => ask('POST', path, form),
  }
}
