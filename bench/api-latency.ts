import { Agent, request as httpRequest } from 'node:http'
import { performance } from 'node:perf_hooks'

/**
 * Latency of the dashboard and the product list of a running application, asked by several people at once.
 * Usage: node bench/api-latency.ts http://127.0.0.1:3000 EMAIL PASSWORD [people] [seconds]
 */
const [base = 'http://127.0.0.1:3000', email = '', password = '', people = '20', seconds = '10'] =
  process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(people) })

interface Answer {
  readonly status: number
  readonly body: string
}

const ask = (method: string, path: string, token?: string, body?: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const request = httpRequest(new URL(path, base), {
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

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN

const measure = async (path: string, token: string): Promise<void> => {
  const times: number[] = []
  const failures = new Map<number, number>()
  const end = performance.now() + Number(seconds) * 1000
  const person = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now()
      const { status } = await ask('GET', path, token)
      times.push(performance.now() - started)
      if (status !== 200) failures.set(status, (failures.get(status) ?? 0) + 1)
    }
  }
  for (let n = 0; n < 20; n++) await ask('GET', path, token)
  await Promise.all(Array.from({ length: Number(people) }, person))
  times.sort((a, b) => a - b)
  const figures = [0.5, 0.95, 0.99].map((q) => `p${q * 100} ${quantile(times, q).toFixed(1)} ms`).join('  ')
  const failed = [...failures].map(([status, count]) => `${count}×${status}`).join(' ')
  process.stdout.write(
    `${path}  ${people} people  ${(times.length / Number(seconds)).toFixed(0)}/s  ${figures}${failed === '' ? '' : `  not 200: ${failed}`}\n`,
  )
}

const signIn = await ask('POST', '/api/v1/auth/sign-in', undefined, { email, password })
const { accessToken } = JSON.parse(signIn.body) as { accessToken?: string }
if (accessToken === undefined) throw new Error(`Sign-in failed: ${signIn.body}`)
for (const path of [
  '/api/v1/dashboard',
  '/api/v1/products?limit=50',
  '/api/v1/products?limit=50&sort=risk',
  '/api/v1/alerts?state=open&limit=50',
])
  await measure(path, accessToken)
agent.destroy()
