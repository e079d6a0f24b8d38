import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSend, localLimiter } from '@suite/outbound'
import { openShop, type Shop } from './shop.fixture.ts'
import { createMetrcConnect, readWebhookHint } from './webhooks.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.stop())

it('subscribes, switches and removes', async () => {
  const send = createSend({ limiter: localLimiter() })
  const connect = createMetrcConnect({
    send,
    baseUrl: shop.simulator.url,
    vendorKey: 'vendor',
    userKey: 'user',
  })
  const wanted = {
    objectType: 'Packages',
    url: 'https://shop.example/hooks?secret=s',
    verb: 'POST',
    status: 'Active',
    userApiKey: 'user',
    tpiApiKey: 'vendor',
    serverPublicKeyFingerprint: '',
    template: '',
    errorResponseJsonTemplate: '',
    facilityLicenseNumbers: 'L',
  }
  await connect.put(wanted)
  await connect.put(wanted)
  const [known, ...others] = await connect.list()
  expect(others).toEqual([])
  expect(known).toMatchObject({ objectType: 'Packages', status: 'Active' })
  expect(JSON.stringify(known)).not.toContain('userApiKey')
  await connect.disable(known?.subscriptionId ?? '')
  expect(await connect.list()).toMatchObject([{ status: 'Inactive' }])
  await connect.enable(known?.subscriptionId ?? '')
  await connect.remove(known?.subscriptionId ?? '')
  expect(await connect.list()).toEqual([])
  await expect(connect.remove('99')).rejects.toMatchObject({ status: 404 })
})

it.each([
  [
    { data: [{ Label: '1a4aa' }, { Label: '1A4AA' }, { Label: '1A4BB' }], datacount: 3 },
    ['1A4AA', '1A4BB'],
    3,
  ],
  [[{ Label: '1A4AA' }], ['1A4AA'], 1],
  [{ Label: '1A4AA' }, ['1A4AA'], 1],
  [{ Label: "'; drop table" }, [], 1],
  [{ data: 'x' }, [], 1],
  ['x', [], 1],
  [null, [], 0],
  [undefined, [], 0],
])('reads %j as a hint', (body, tags, count) => {
  expect(readWebhookHint(body)).toEqual({ tags, count })
})
