import { afterEach, expect, test } from 'vitest'
import { VendorShapeError } from '@suite/outbound'
import { checkConnection } from './check-connection.ts'
import { TreezError } from './errors.ts'
import { customer, pullCustomers, toCustomer } from './index.ts'
import { clientOf, NOW, OPENED, startShop } from './shop.fixture.ts'
import { makeKeys } from './simulator/keys.ts'
import { sell } from './simulator/till.ts'
import type { TreezSimulator } from './simulator/start.ts'

let open: TreezSimulator | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})
const start = async (settings: Parameters<typeof startShop>[0] = {}) => {
  const shop = await startShop(settings)
  open = shop.simulator
  return shop
}
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  )

test('every call is signed anew for its address, also when it is tried again', async () => {
  const { client, simulator } = await start()
  // the stand-in takes each token once, for one address, within 30 seconds
  simulator.trouble([
    { kind: 'lost_answer', times: 1 },
    { kind: 'server_error', times: 1 },
  ])
  expect((await client.products(1)).rows).toHaveLength(3)
  expect((await client.packages(1)).rows).toHaveLength(6)
  simulator.clock.advance(3_600_000)
  expect((await client.products(1)).rows).toHaveLength(3)
  expect(simulator.log.filter(({ status }) => status === 401)).toEqual([])
})

test('whether a token names the query is found out once', async () => {
  const { client, simulator } = await start({ audience: 'without_query' })
  for (let n = 0; n < 3; n += 1) expect((await client.packages(1)).total).toBe(6)
  expect(simulator.log.filter(({ status }) => status === 401)).toHaveLength(1)
})

test('keys that do not fit are refused with what to check, and a clock that is off is told', async () => {
  const { simulator, client } = await start()
  const { privateKey } = makeKeys()
  for (const wrong of [{ privateKey }, { certificateId: 'other' }, { organizationId: 'other' }]) {
    const error = await failureOf(clientOf(simulator, wrong).products(1))
    expect(error).toMatchObject({
      status: 401,
      kind: 'forbidden',
      retryable: false,
      advice: expect.stringContaining('certificate id') as string,
    })
  }
  const slow = clientOf(simulator, { now: () => new Date(simulator.clock.now().getTime() - 90_000) })
  expect(await failureOf(slow.products(1))).toMatchObject({
    advice: expect.stringContaining('90 seconds behind: have it set by NTP') as string,
  })
  simulator.trouble([{ kind: 'revoked_key' }])
  expect(await failureOf(client.products(1))).toMatchObject({ status: 401, retryable: false })
})

test('a store that is not ours and a setting that is none are told', async () => {
  const { simulator } = await start()
  expect(await failureOf(clientOf(simulator, { dispensary: 'other' }).products(1))).toMatchObject({
    status: 404,
    reason: 'NOT_FOUND',
    advice: expect.stringContaining('.treez.io') as string,
  })
  expect(() => clientOf(simulator, { dispensary: 'https://evergreen.treez.io' })).toThrow('is no store name')
  expect(() => clientOf(simulator, { organizationId: '' })).toThrow('organization id')
  expect(() => clientOf(simulator, { changesPath: '../x' })).toThrow('path of changes')
  expect(() => clientOf(simulator, { packagesPage: 'a&b' })).toThrow('name of the page')
  expect(() => clientOf(simulator, { privateKey: 'hello' })).toThrow('no RSA key')
})

test('a limit is waited for, an answer cut off is asked again, one that stays broken is named', async () => {
  const { client, simulator } = await start()
  simulator.trouble([{ kind: 'rate_limited', times: 2, amount: 1 }])
  expect((await client.products(1)).rows).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json', times: 1 }])
  expect((await client.products(1)).rows).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json' }])
  expect(await failureOf(client.products(1))).toBeInstanceOf(VendorShapeError)
})

test('the limit of the vendor is told as one that passes', async () => {
  const { simulator } = await start({ callsPerTwoSeconds: 5 })
  const client = clientOf(simulator)
  for (let n = 0; n < 5; n += 1) await client.products(1)
  expect(await failureOf(client.products(1))).toMatchObject({ status: 429, retryable: true })
  simulator.clock.advance(2_001)
  expect((await client.products(1)).rows).toHaveLength(3)
})

test('changes further back than 30 days are refused in Treez’s own words', async () => {
  const { client } = await start()
  const error = await failureOf(client.changedTickets(new Date(NOW.getTime() - 31 * 86_400_000), 1))
  expect(error).toBeInstanceOf(TreezError)
  expect(error).toMatchObject({
    code: 'treez_incorrect_value',
    vendorMessage: 'INCORRECT_VALUE: Tickets of the last 30 days only.',
  })
})

test('an empty list that is told by a refusal is empty; so is a page past the end', async () => {
  const { client, state, tags } = await start({ pastEnd: 'refused' })
  expect(await client.changedTickets(OPENED_LATELY, 1)).toEqual({ rows: [], total: null })
  sell(state, { soldAt: NOW, items: [{ tag: tags[0] ?? '', quantity: 1 }] })
  expect((await client.changedTickets(OPENED_LATELY, 1)).rows).toHaveLength(1)
  expect((await client.changedTickets(OPENED_LATELY, 2)).rows).toEqual([])
  expect((await client.changedCustomers(NOW, 1)).rows).toEqual([])
})
const OPENED_LATELY = new Date(NOW.getTime() - 3_600_000)

test('every customer changed after an instant comes once', async () => {
  const { client } = await start()
  const namesAfter = async (after: Date): Promise<(string | null)[]> => {
    const names: (string | null)[] = []
    for await (const page of pullCustomers(client, after))
      for (const row of page) names.push(toCustomer(customer.parse(row)).lastName)
    return names
  }
  expect(await namesAfter(new Date(OPENED.getTime() - 1))).toEqual(['LOVELACE', 'HOPPER'])
  expect(await namesAfter(OPENED)).toEqual(['HOPPER'])
})

test('trying a connection names what cannot be read', async () => {
  const { client, simulator } = await start()
  expect(await checkConnection(client, { now: NOW })).toEqual({ fault: null, advice: null })
  const elsewhere = clientOf(simulator, { changesPath: 'ticket/changed' })
  expect(await checkConnection(elsewhere, { now: NOW })).toMatchObject({ fault: 'tickets' })
  const strange = clientOf(simulator, { certificateId: 'other' })
  expect(await checkConnection(strange, { now: NOW })).toMatchObject({ fault: 'keys' })
})
