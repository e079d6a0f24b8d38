import { afterEach, expect, test } from 'vitest'
import { VendorShapeError } from '@suite/outbound'
import { CovaError } from './errors.ts'
import { pullCustomers, toCustomer, customer } from './index.ts'
import { clientOf, NOW, startShop } from './shop.fixture.ts'
import type { CovaSimulator } from './simulator/start.ts'

let open: CovaSimulator | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})
const start = async (settings: Parameters<typeof startShop>[0] = {}) => {
  const shop = await startShop(settings)
  open = shop.simulator
  return shop
}
const tokensAsked = (simulator: CovaSimulator): number =>
  simulator.log.filter(({ path }) => path.endsWith('/token')).length
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  )
const FIRST = { skip: 0, top: 10 }

test('calls made at once share one token, and a new one is taken before it runs out', async () => {
  const { client, simulator } = await start({ tokenSeconds: 600 })
  await Promise.all([client.products(FIRST), client.customers(FIRST), client.products(FIRST)])
  expect(tokensAsked(simulator)).toBe(1)
  simulator.clock.advance(530_000)
  await client.products(FIRST)
  expect(tokensAsked(simulator)).toBe(1)
  simulator.clock.advance(20_000)
  await client.products(FIRST)
  expect(tokensAsked(simulator)).toBe(2)
})

test('a token revoked before its time is replaced once; refused keys are told', async () => {
  const { client, simulator, state } = await start()
  await client.products(FIRST)
  state.tokens.clear()
  expect(await client.products(FIRST)).toHaveLength(3)
  simulator.trouble([{ kind: 'revoked_key', match: 'DetailedProductData' }])
  expect(await failureOf(client.products(FIRST))).toMatchObject({
    status: 401,
    retryable: false,
    kind: 'forbidden',
  })
})

test('wrong keys say which of them', async () => {
  const { simulator } = await start()
  const client = await failureOf(clientOf(simulator, { clientSecret: 'x' }).products(FIRST))
  expect(client).toMatchObject({ advice: expect.stringContaining('client secret') as string })
  const user = await failureOf(clientOf(simulator, { password: 'x' }).products(FIRST))
  expect(user).toBeInstanceOf(CovaError)
  expect(user).toMatchObject({
    advice: expect.stringContaining('password') as string,
    vendorMessage: 'The user name or password is wrong.',
  })
  const company = await failureOf(clientOf(simulator, { companyId: '1' }).products(FIRST))
  expect(company).toMatchObject({ status: 403, advice: expect.stringContaining('Ask Cova') as string })
})

test('a limit is waited for, an answer cut off is asked again, one that stays broken is named', async () => {
  const { client, simulator } = await start()
  simulator.trouble([{ kind: 'rate_limited', match: 'Detailed', times: 2, amount: 1 }])
  expect(await client.products(FIRST)).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json', match: 'Detailed', times: 1 }])
  expect(await client.products(FIRST)).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json', match: 'Detailed' }])
  expect(await failureOf(client.products(FIRST))).toBeInstanceOf(VendorShapeError)
})

test('the limit of the vendor is not passed', async () => {
  const { simulator } = await start({ callsPerMinute: 5 })
  const client = clientOf(simulator)
  for (let n = 0; n < 5; n += 1) await client.products(FIRST)
  expect(await failureOf(client.products(FIRST))).toMatchObject({ status: 429, retryable: true })
  simulator.clock.advance(61_000)
  expect(await client.products(FIRST)).toHaveLength(3)
})

test('a field that Cova does not know is refused in its own words', async () => {
  const { simulator } = await start()
  const client = clientOf(simulator, { changedField: 'Changed' })
  const span = { from: NOW, until: NOW }
  expect(await failureOf(client.summaries(span, FIRST))).toMatchObject({
    status: 400,
    vendorMessage: 'The filter is not supported.',
  })
})

test('every customer comes once, page by page', async () => {
  const { client } = await start()
  const names: string[] = []
  for await (const page of pullCustomers(client, { top: 1 }))
    for (const row of page) names.push(toCustomer(customer.parse(row)).lastName ?? '')
  expect(names).toEqual(['Lovelace', 'Hopper'])
})

test('a number that is none is told before anything is asked', async () => {
  const { simulator } = await start()
  expect(() => clientOf(simulator, { companyId: 'Evergreen' })).toThrow(
    'company number "Evergreen" is no number',
  )
  expect(() => clientOf(simulator, { locationId: '' })).toThrow('location number')
  expect(() => clientOf(simulator, { changedField: "A eq 1 or 'x'" })).toThrow('no name of a field')
})
