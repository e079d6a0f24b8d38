import { Agent, request as httpRequest } from 'node:http'

/** Somebody signed in to a shop of their own. */
export interface Caller {
  readonly base: string
  readonly organizationId: string
  readonly storeId: string
  readonly accessToken: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** One request over a kept connection; the body is read and dropped unless it is wanted. */
export const ask = (
  base: string,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const request = httpRequest(new URL(`/api/v1${path}`, base), {
      method,
      agent,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      },
    })
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      )
    })
    request.on('error', reject)
    request.end(payload)
  })

/** Creates an organisation with one store and signs its owner in. */
export const signUp = async (base: string, n: number): Promise<Caller> => {
  const reply = await ask(base, 'POST', '/auth/sign-up', undefined, {
    name: `Owner ${n}`,
    email: `owner${n}@example.com`,
    password: 'correct horse battery',
    organizationName: `Shop ${n}`,
    storeName: 'Denver',
    state: 'CO',
    timeZone: 'America/Denver',
  })
  if (reply.status !== 201) throw new Error(`Sign-up was refused: ${reply.body}`)
  const told = JSON.parse(reply.body) as { accessToken: string; organizationId: string }
  const stores = await ask(base, 'GET', '/stores', told.accessToken)
  const [store] = (JSON.parse(stores.body) as { items: { id: string }[] }).items
  return { base, accessToken: told.accessToken, organizationId: told.organizationId, storeId: store!.id }
}

/** People spread over the shops. */
export const askers = (callers: readonly Caller[], people: number): Caller[] =>
  Array.from({ length: people }, (_, i) => callers[i % callers.length]!)
