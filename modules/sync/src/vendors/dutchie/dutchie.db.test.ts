import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import {
  DEMO_KEY,
  returnGoods,
  sell,
  smallShop,
  startDutchieSimulator,
  totalsOf,
  voidSale,
  type DutchieSimulator,
} from '@suite/dutchie/simulator'
import { createSend, localLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { dutchieAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...dutchieAdapter,
  streams: dutchieAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let dutchie: DutchieSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  dutchie = await startDutchieSimulator({ state: smallShop(NOW, 5), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, {
      storeId: shop.storeId,
      name: 'Dutchie',
      settings: { baseUrl: dutchie.url },
      credentials: { locationKey: DEMO_KEY },
    }),
  )
  connectionId = id
})
afterAll(async () => {
  await dutchie.stop()
  await shops.close()
})

const pull = async () => {
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${dutchie.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: new Map([['dutchie', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => dutchie.clock.now(),
      send: createSend({ limiter: localLimiter(), retries: 3, sleep: () => Promise.resolve() }),
    },
    shop.context,
    connectionId,
    new AbortController().signal,
  )
}
const settle = async (): Promise<void> => {
  for (let tries = 0; tries < 30; tries += 1) {
    dutchie.clock.advance(60_000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}
const locationOf = () => {
  const [location] = dutchie.state.locations.values()
  if (location === undefined) throw new Error('the shop has no location')
  return location
}

const standing = async () => ({
  sales: (
    await shop.rows<{ word: string }>(sql`
      select r.external_id || ' ' || sum(l.net_minor) || ' ' || sum(l.tax_minor) as word
      from receipt_lines l join receipts r on r.id = l.receipt_id where l.kind <> 'void'
      group by r.external_id order by 1`)
  ).map(({ word }) => word),
  packages: (
    await shop.rows<{ word: string }>(sql`
      select package_tag || ' ' || trim_scale(on_hand) as word from lots where on_hand <> 0 order by 1`)
  ).map(({ word }) => word),
})
const truth = () => ({
  sales: [...locationOf().sales.rows()]
    .filter(({ voidedAt, type }) => voidedAt === null && type === 'Retail')
    .map((sale) => `${sale.id} ${totalsOf(sale).netMinor} ${totalsOf(sale).taxMinor}`)
    .sort(),
  packages: [...locationOf().packages.rows()]
    .filter(({ quantity }) => quantity !== 0)
    .map(({ tag, quantity }) => `${tag} ${Number(quantity.toFixed(4))}`)
    .sort(),
})

it('takes every sale to the penny and every package, and follows what changes while the till misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().sales.length).toBeGreaterThan(50)

  const location = locationOf()
  const [first, second, third] = [...location.sales.rows()].filter(
    ({ voidedAt, returnOf }) => voidedAt === null && returnOf === null,
  )
  const at = dutchie.clock.now()
  voidSale(location, first?.id ?? 0, at)
  returnGoods(dutchie.state, location, { saleId: second?.id ?? 0, at })
  returnGoods(dutchie.state, location, { saleId: third?.id ?? 0, at, restock: false })
  const [held] = location.packages.rows()
  sell(dutchie.state, location, {
    soldAt: new Date(at.getTime() - 3_600_000),
    modifiedAt: at,
    lines: [{ packageId: held?.id ?? 0, quantity: 3, discountMinor: 101 }],
  })
  dutchie.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.3 },
  ])
  dutchie.clock.advance(300_000)
  await pull()
  await pull()
  dutchie.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
})
