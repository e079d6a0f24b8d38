import { afterAll, beforeAll, expect, it } from 'vitest'
import { signWebhook } from '@suite/dutchie'
import { newId } from '@suite/kernel'
import { startTestApp, type TestApp, type TestCaller } from './testing/test-app.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
let app: TestApp
let owner: TestCaller
let path: string
beforeAll(async () => {
  app = await startTestApp()
  owner = await app.signUp('Till')
  const made = await owner.ask('POST', '/connections', {
    storeId: owner.storeId,
    vendor: 'dutchie',
    name: 'Dutchie',
    settings: { baseUrl: 'http://127.0.0.1:9' },
    credentials: { locationKey: 'key', webhookSecret: SECRET },
  })
  expect(made.statusCode).toBe(201)
  path = `/webhooks/dutchie/${owner.organizationId}/${made.json<{ id: string }>().id}`
})
afterAll(() => app.close())

const deliver = (body: string, headers: Record<string, string>) =>
  app.program.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: body,
  })
const signed = (body: string) => signWebhook({ id: newId(), body }, SECRET, new Date())

it('takes a signed delivery byte for byte, once, and no other', async () => {
  // spaces that a parser would lose are part of what was signed
  const body = '{ "changes":  [] }'
  const headers = signed(body)
  expect((await deliver(body, headers)).statusCode).toBe(202)
  expect((await deliver(body, headers)).statusCode).toBe(409)
  expect((await deliver('{"changes":[]}', signed(body))).statusCode).toBe(401)
  expect((await deliver(body, {})).statusCode).toBe(401)
})

it('refuses a body past the limit, and leaves the other routes their parser', async () => {
  const large = JSON.stringify({ note: 'x'.repeat(300_000) })
  const refused = await deliver(large, signed(large))
  expect(refused.statusCode).toBe(413)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  const notJson = await app.program.app.inject({
    method: 'POST',
    url: '/api/v1/auth/sign-in',
    headers: { 'content-type': 'application/json' },
    payload: 'not json',
  })
  expect(notJson.statusCode).toBe(400)
})
