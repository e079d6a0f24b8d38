import { afterEach, expect, test } from 'vitest'
import { VendorShapeError } from '@suite/outbound'
import { BlazeError } from './errors.ts'
import { member, pullList, toCustomer } from './index.ts'
import { clientOf, startShop } from './shop.fixture.ts'
import type { BlazeSimulator } from './simulator/start.ts'

let open: BlazeSimulator | null = null
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
const FIRST = { skip: 0, limit: 10 }

test('both keys are needed, and a refusal says which to check', async () => {
  const { client, simulator } = await start()
  expect(await client.store()).toMatchObject({ name: 'Evergreen Oakland' })
  for (const keys of [{ partnerKey: 'x' }, { storeKey: 'x' }]) {
    const failure = await failureOf(clientOf(simulator, keys).store())
    expect(failure).toBeInstanceOf(BlazeError)
    expect(failure).toMatchObject({
      status: 401,
      retryable: false,
      vendorMessage: 'Invalid API key.',
      advice: expect.stringContaining('store key') as string,
    })
  }
})

test('a limit is waited for, an answer cut off is asked again, one that stays broken is named', async () => {
  const { client, simulator } = await start()
  simulator.trouble([{ kind: 'rate_limited', times: 2, amount: 1 }])
  expect((await client.list('products', {}, FIRST)).values).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json', times: 1 }])
  expect((await client.list('products', {}, FIRST)).values).toHaveLength(3)
  simulator.trouble([{ kind: 'truncated_json' }])
  expect(await failureOf(client.list('products', {}, FIRST))).toBeInstanceOf(VendorShapeError)
})

test('the limit of the vendor is told once patience ends', async () => {
  const { client, simulator } = await start({ callsPerFiveMinutes: 4 })
  for (let n = 0; n < 4; n += 1) await client.store()
  expect(await failureOf(client.store())).toMatchObject({ status: 429, retryable: true })
  simulator.clock.advance(301_000)
  expect(await client.store()).toMatchObject({ name: 'Evergreen Oakland' })
})

test('days in another form are refused in the words of the vendor', async () => {
  const { client } = await start()
  const query = { startDate: '2026-04-20', endDate: '2026-04-21' }
  expect(await failureOf(client.list('transactions', query, FIRST))).toMatchObject({
    status: 400,
    vendorMessage: 'startDate and endDate must be MM/dd/yyyy.',
  })
})

test('every member comes once, page by page', async () => {
  const { client } = await start()
  const names: string[] = []
  for await (const page of pullList(client, 'members', {}, { limit: 1 }))
    for (const row of page) names.push(toCustomer(member.parse(row)).lastName ?? '')
  expect(names).toEqual(['Lovelace', 'Hopper'])
})
