import { afterEach, expect, test } from 'vitest'
import { VendorShapeError } from '@suite/outbound'
import { storeOf } from './client.ts'
import { FlowhubError } from './errors.ts'
import { customer, pullCustomers, toCustomer } from './index.ts'
import { clientOf, startShop } from './shop.fixture.ts'
import type { FlowhubSimulator } from './simulator/start.ts'

let open: FlowhubSimulator | null = null
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

test('both keys are needed, and a refusal says which to check', async () => {
  const { client, simulator, location } = await start()
  expect(await client.locations()).toMatchObject([{ locationId: location.locationId }])
  for (const keys of [{ clientId: 'x' }, { key: 'x' }]) {
    const failure = await failureOf(clientOf(simulator, keys).locations())
    expect(failure).toBeInstanceOf(FlowhubError)
    expect(failure).toMatchObject({
      status: 401,
      retryable: false,
      vendorMessage: 'Unauthorized',
      advice: expect.stringContaining('client id') as string,
    })
  }
})

test('a store the keys do not reach is answered with those they do', async () => {
  const { client, simulator, location } = await start()
  const locations = await client.locations()
  expect(storeOf(locations, location.locationId)).toMatchObject({ importId: location.importId })
  expect(() => storeOf(locations, 'other')).toThrow(`${location.locationId} (Evergreen Denver)`)
  expect(() => storeOf([], 'other')).toThrow('Ask Flowhub')
  expect(await failureOf(clientOf(simulator, { locationId: 'other' }).stock())).toMatchObject({
    status: 404,
    advice: expect.stringContaining('location id') as string,
  })
  expect(() => storeOf(locations, '')).toThrow('No location id is entered.')
  expect(await failureOf(clientOf(simulator, { locationId: '../x' }).stock())).toMatchObject({
    message: expect.stringContaining('location id "../x"') as string,
  })
  expect(() => clientOf(simulator, { stockList: 'a/b' })).toThrow('Leave it empty')
})

test('stock holds what is locked away, the plain list what is for sale', async () => {
  const { client } = await start()
  const sum = (rows: readonly unknown[]): number =>
    rows.reduce<number>((all, row) => all + (row as { quantity: number }).quantity, 0)
  expect(sum(await client.stock())).toBe(2400)
  expect(sum(await client.catalogue())).toBe(1200)
})

test('a limit is waited for, an answer cut off is asked again, one that stays broken is named', async () => {
  const { client, simulator } = await start()
  simulator.trouble([{ kind: 'rate_limited', times: 2 }])
  expect(await client.catalogue()).toHaveLength(6)
  simulator.trouble([{ kind: 'truncated_json', times: 1 }])
  expect(await client.catalogue()).toHaveLength(6)
  simulator.trouble([{ kind: 'truncated_json' }])
  expect(await failureOf(client.catalogue())).toBeInstanceOf(VendorShapeError)
})

test('the limit of the vendor is told once patience ends', async () => {
  const { client, simulator } = await start({ callsPerSecond: 2 })
  await client.locations()
  await client.locations()
  expect(await failureOf(client.locations())).toMatchObject({ status: 429, retryable: true })
  simulator.clock.advance(1_001)
  expect(await client.locations()).toHaveLength(1)
})

test('days in another form are refused in the words of the vendor', async () => {
  const { client, location } = await start()
  const days = { after: '2026-04-20T00:00:00Z', before: '2026-04-21' }
  expect(await failureOf(client.orders(location.importId, days, { page: 1, size: 10 }))).toMatchObject({
    status: 422,
    vendorMessage: 'created_after and created_before must be in format yyyy-mm-dd',
  })
})

test('the words of a refusal are read from its body in whatever form', () => {
  const refusal = (text: string) =>
    new FlowhubError({ status: 400, text, headers: new Headers({ 'retry-after': '7' }) }, 'GET /x')
  expect(refusal('{"errors":["a","b"]}').vendorMessage).toBe('a; b')
  expect(refusal('must be in format').vendorMessage).toBe('must be in format')
  expect(refusal('<html>').vendorMessage).toBeNull()
  expect(refusal('null').vendorMessage).toBe('null')
  expect(refusal('{"message":7}')).toMatchObject({ vendorMessage: null, kind: 'invalid' })
})

test('every customer comes once, page by page, or those changed', async () => {
  const { client } = await start()
  const names = async (options: Parameters<typeof pullCustomers>[1]) => {
    const list: (string | null)[] = []
    for await (const page of pullCustomers(client, options))
      for (const row of page) list.push(toCustomer(customer.parse(row)).name)
    return list
  }
  expect(await names({ size: 1 })).toEqual(['Ada Lovelace', 'Grace Hopper'])
  expect(await names({ updatedAfter: '2026-04-01' })).toEqual(['Grace Hopper'])
})
