import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  refund,
  sell,
  smallShop,
  startBlazeSimulator,
  totalsOf,
  voidSale,
  type BlazeSimulator,
} from '@suite/blaze/simulator'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, localLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { blazeAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...blazeAdapter,
  streams: blazeAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let blaze: BlazeSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  blaze = await startBlazeSimulator({ state: smallShop(NOW, 5, { largestPage: 50 }), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, {
      storeId: shop.storeId,
      name: 'BLAZE',
      settings: { baseUrl: blaze.url },
      credentials: { ...blaze.state.keys },
    }),
  )
  connectionId = id
})
afterAll(async () => {
  await blaze.stop()
  await shops.close()
})

const pull = async () => {
  const now = elapse()
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${blaze.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: new Map([['blaze', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => blaze.clock.now(),
      send: createSend({ limiter: localLimiter({ now }), retries: 3, sleep: () => Promise.resolve(), now }),
    },
    shop.context,
    connectionId,
    new AbortController().signal,
  )
}
/** A clock on which a minute passes at every look: limits of minutes keep nobody waiting. */
const elapse = (): (() => number) => {
  let at = NOW.getTime()
  return () => {
    at += 60_000
    return at
  }
}
const settle = async (): Promise<void> => {
  for (let tries = 0; tries < 30; tries += 1) {
    blaze.clock.advance(60_000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}
const standing = async () => ({
  sales: (
    await shop.rows<{ word: string }>(sql`
      select r.external_id || ' ' || sum(l.net_minor) || ' ' || sum(l.tax_minor) as word
      from receipt_lines l join receipts r on r.id = l.receipt_id where l.kind <> 'void'
      group by r.external_id order by r.external_id collate "C"`)
  ).map(({ word }) => word),
  packages: (
    await shop.rows<{ word: string }>(sql`
      select package_tag || ' ' || trim_scale(on_hand) as word from lots where on_hand <> 0 order by 1`)
  ).map(({ word }) => word),
  products: (
    await shop.rows<{ word: string }>(sql`
      select sku || ' ' || name as word from products order by sku collate "C"`)
  ).map(({ word }) => word),
})
const truth = () => ({
  sales: [...blaze.state.transactions.values()]
    .filter(({ status }) => status !== 'Void')
    .map((made) => ({ id: made.id, totals: totalsOf(made, blaze.state.taxes) }))
    .map(({ id, totals }) => `${id} ${totals.netMinor} ${totals.taxMinor}`)
    .sort(),
  packages: [...blaze.state.batches.values()]
    .filter(({ quantity }) => quantity !== 0)
    .map(({ tag, quantity }) => `${tag} ${quantity}`)
    .sort(),
  products: [...blaze.state.products.values()].map(({ sku, name }) => `${sku} ${name}`).sort(),
})

it('takes every sale to the penny and every package, and follows what changes while the till misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().sales.length).toBeGreaterThan(350)

  const { state } = blaze
  const sales = [...state.transactions.values()].filter(
    ({ status, type, items }) => status === 'Completed' && type === 'Sale' && items.length > 1,
  )
  const at = blaze.clock.now()
  // the first is four weeks old: only the walk for corrections meets it
  voidSale(state, sales.at(0)?.id ?? '', at)
  voidSale(state, sales.at(-1)?.id ?? '', at)
  refund(state, { saleId: sales.at(1)?.id ?? '', at })
  refund(state, { saleId: sales.at(2)?.id ?? '', at, items: 1 })
  const [held] = state.batches.keys()
  sell(state, { soldAt: at, items: [{ taken: [{ batchId: held ?? '', quantity: 3 }], discountMinor: 101 }] })
  blaze.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'rate_limited', share: 0.05, amount: 1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.3 },
  ])
  blaze.clock.advance(300_000)
  await pull()
  await pull()
  blaze.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
})

it('names the packages that a sale took', async () => {
  const named = await shop.rows<{ tag: string | null; lines: number }>(sql`
    select (l.package_tag is not null)::text as tag, count(*)::int as lines from receipt_lines l group by 1`)
  expect(named).toEqual([{ tag: 'true', lines: expect.any(Number) as number }])
})

it('tells what is wrong with the keys and the line', async () => {
  const access = {
    send: createSend({ limiter: localLimiter(), retries: 0 }),
    settings: { baseUrl: blaze.url },
    credentials: { ...blaze.state.keys },
    timeZone: 'America/Los_Angeles',
    state: 'CA',
    now: () => blaze.clock.now(),
  }
  expect(await blazeAdapter.test(access)).toMatchObject({ ok: true, places: [{ name: 'Evergreen Oakland' }] })
  const wrong = { ...access, credentials: { ...access.credentials, storeKey: 'old' } }
  expect(await blazeAdapter.test(wrong)).toMatchObject({
    ok: false,
    summary: 'BLAZE does not take these keys.',
    advice: expect.stringContaining('store key') as string,
  })
  blaze.trouble([{ kind: 'never_acts' }])
  expect(await blazeAdapter.test(access)).toMatchObject({ ok: false, summary: expect.any(String) as string })
  blaze.trouble([])
})
