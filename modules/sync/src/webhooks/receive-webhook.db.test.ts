import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { signWebhook } from '@suite/dutchie'
import { newId } from '@suite/kernel'
import { testShops, type Shop } from '../../test/shop.ts'
import { addConnection } from '../index.ts'
import { dutchieAdapter } from '../vendors/dutchie/adapter.ts'
import { LARGEST_WEBHOOK, receiveWebhook } from './receive-webhook.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const BODY = JSON.stringify({ type: 'inventory.changed', changes: [{ productId: 77, quantity: '-12' }] })
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let connectionId: string

const connect = (of: Shop, credentials: Record<string, string>): Promise<{ id: string }> =>
  of.write((tx) =>
    addConnection(tx, sealer, dutchieAdapter, {
      storeId: of.storeId,
      name: 'Dutchie',
      settings: {},
      credentials: { locationKey: 'key', ...credentials },
    }),
  )

beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  connectionId = (await connect(shop, { webhookSecret: `${NEXT_SECRET}, ${SECRET}` })).id
})
afterAll(() => shops.close())
beforeEach(() =>
  shop.write((tx) =>
    sql`update connections set untold = '{}', pull_queued_at = null where id = ${connectionId}`.execute(
      tx.db,
    ),
  ),
)

interface Sent {
  readonly id?: string
  readonly body?: string
  readonly signedBody?: string
  readonly secret?: string
  readonly sentAt?: Date
  readonly to?: string
  readonly now?: Date
}

const send = ({
  id = newId(),
  body = BODY,
  signedBody = body,
  secret = SECRET,
  sentAt = NOW,
  to = connectionId,
  now = NOW,
}: Sent = {}) =>
  receiveWebhook(
    { database: shops.database, sealer },
    {
      organizationId: shop.organizationId,
      connectionId: to,
      headers: signWebhook({ id, body: signedBody }, secret, sentAt),
      body: Buffer.from(body),
      now,
    },
  )

const stands = async () => {
  const { rows } = await shop.read((read) =>
    sql<{ untold: object; queued: boolean; seen: number }>`
      select untold, pull_queued_at is not null as queued,
        (select count(*)::int from webhook_deliveries) as seen from connections where id = ${connectionId}`.execute(
      read.db,
    ),
  )
  return rows[0]
}

it('a genuine delivery asks for a pull, and above ten units for a forecast', async () => {
  expect(await send()).toMatchObject({ streams: ['inventory'], refreshForecast: true })
  expect(await stands()).toMatchObject({ queued: true, untold: { forecast: true } })
})

it('ten units ask for a pull alone', async () => {
  await send({ body: JSON.stringify({ changes: [{ productId: 77, quantity: 10 }] }) })
  expect(await stands()).toMatchObject({ queued: true, untold: {} })
})

it('both secrets hold while one is being replaced', async () => {
  await send({ secret: NEXT_SECRET })
  expect(await stands()).toMatchObject({ queued: true })
})

it.each([
  ['another secret', { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }],
  ['another body', { signedBody: BODY.replace('12', '13') }],
  ['an unknown connection', { to: '0198c0de-0000-7000-8000-000000000601' }],
  ['a connection that is none', { to: 'nobody' }],
])('%s is refused as not genuine, and changes nothing', async (_name, sent: Sent) => {
  const before = await stands()
  await expect(send(sent)).rejects.toMatchObject({ code: 'bad_signature' })
  expect(await stands()).toEqual(before)
})

it('a connection without a secret takes nothing', async () => {
  const other = await shops.open()
  const { id } = await connect(other, {})
  const signed = signWebhook({ id: 'one', body: BODY }, SECRET, NOW)
  const { organizationId } = other
  await expect(
    receiveWebhook(
      { database: shops.database, sealer },
      { organizationId, connectionId: id, headers: signed, body: Buffer.from(BODY), now: NOW },
    ),
  ).rejects.toMatchObject({ code: 'bad_signature' })
})

it.each([-301, 301])('a timestamp %i seconds off is refused', async (seconds) => {
  await expect(send({ sentAt: new Date(NOW.getTime() + seconds * 1000) })).rejects.toMatchObject({
    code: 'stale_delivery',
  })
})

it('a delivery is taken once, also when it comes twice at the same moment', async () => {
  const outcomes = await Promise.allSettled([send({ id: 'twice' }), send({ id: 'twice' })])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(send({ id: 'twice' })).rejects.toMatchObject({ code: 'replayed' })
})

it('what its timestamp alone refuses is forgotten', async () => {
  await send()
  const later = new Date(NOW.getTime() + 3_600_000)
  await send({ sentAt: later, now: later })
  expect((await stands())?.seen).toBe(1)
})

it('a body past the limit is refused before it is looked at', async () => {
  await expect(send({ body: 'x'.repeat(LARGEST_WEBHOOK + 1) })).rejects.toMatchObject({ code: 'too_large' })
})
