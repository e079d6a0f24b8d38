import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import {
  acceptDelivery,
  adjustPackage,
  DEMO_KEYS,
  setHold,
  smallShop,
  startMetrcSimulator,
  voidReceipt,
  type MetrcSimulator,
} from '@suite/metrc/simulator'
import { createSend, sharedLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { metrcAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const LICENCE = '402R-00001'
const nothing = (): void => undefined
/** Two years of nothing before the shop opened would only cost time here. */
const adapter = {
  ...metrcAdapter,
  streams: metrcAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70, longestWindow: 30 * 86_400 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let metrc: MetrcSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  metrc = await startMetrcSimulator({ state: smallShop(NOW, 5), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(
      tx,
      createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' })),
      adapter,
      {
        storeId: shop.storeId,
        name: 'Metrc',
        settings: { licence: LICENCE, baseUrl: metrc.url },
        credentials: DEMO_KEYS,
      },
    ),
  )
  connectionId = id
})
afterAll(async () => {
  await metrc.stop()
  await shops.close()
})

const pull = async () => {
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${metrc.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer: createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' })),
      adapters: new Map([['metrc', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => metrc.clock.now(),
      send: createSend({
        limiter: sharedLimiter(shops.database.pool),
        retries: 3,
        sleep: () => Promise.resolve(),
      }),
    },
    shop.context,
    connectionId,
    new AbortController().signal,
  )
}
const settle = async (): Promise<void> => {
  for (let tries = 0; tries < 30; tries += 1) {
    metrc.clock.advance(60_000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}

const standing = async () => ({
  packages: (
    await shop.rows<{ word: string }>(sql`
      select tag || ' ' || trim_scale(quantity) || ' ' || unit || case when on_hold then ' held' else '' end as word
      from mirror_packages where active order by 1`)
  ).map(({ word }) => word),
  receipts: (
    await shop.rows<{ word: string }>(sql`
      select external_number || ' ' || voided || ' ' || jsonb_array_length(lines) as word from mirror_receipts order by 1`)
  ).map(({ word }) => word),
})

const truth = () => ({
  packages: metrc.state.packages
    .all()
    .filter((row) => row.$licence === LICENCE)
    .filter((row) => !row.IsFinished && row.ArchivedDate === null)
    .map((row) => `${row.Label} ${row.Quantity} ${row.UnitOfMeasureName}${row.IsOnHold ? ' held' : ''}`)
    .sort(),
  receipts: metrc.state.receipts
    .all()
    .map((row) => `${row.ExternalReceiptNumber} ${row.ArchivedDate !== null} ${row.Transactions.length}`)
    .sort(),
})

it('mirrors every package and receipt of the register, and follows what changes while it misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().packages.length).toBeGreaterThan(10)

  const transfers = await shop.rows<{ received_at: Date | null; count: number }>(
    sql`select received_at, jsonb_array_length(packages) as count from mirror_transfers`,
  )
  expect(transfers).toEqual([{ received_at: null, count: 3 }])
  const [first, second] = metrc.state.packages.all()
  const at = metrc.clock.now()
  const [receipt] = metrc.state.receipts.all()
  const [transfer] = metrc.state.transfers.all()
  if (first === undefined || second === undefined || receipt === undefined)
    throw new Error('the shop is empty')
  setHold(metrc.state, [first.Label], 'hold', at)
  adjustPackage(metrc.state, second, { delta: -7, reason: 'Waste', note: null, by: 'Dana Demo' }, at)
  voidReceipt(metrc.state, receipt, at)
  acceptDelivery(metrc.state, transfer?.$deliveries[0]?.Id ?? 0, {}, at)
  metrc.trouble([
    { kind: 'server_error', share: 0.05 },
    { kind: 'lost_answer', share: 0.05 },
    { kind: 'truncated_json', share: 0.05 },
    { kind: 'doubled_rows', share: 0.2 },
    { kind: 'shuffled_rows', share: 0.2 },
  ])
  metrc.clock.advance(600_000)
  await pull()
  await pull()
  metrc.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
  const changes = await shop.rows<{ tag: string }>(
    sql`select tag from mirror_package_changes where before is not null and tag in (${first.Label}, ${second.Label}) order by tag`,
  )
  expect(changes.map(({ tag }) => tag)).toEqual([first.Label, second.Label].toSorted())
  const received = await shop.rows<{ received: boolean }>(
    sql`select received_at is not null as received from mirror_transfers`,
  )
  expect(received).toEqual([{ received: true }])
})
