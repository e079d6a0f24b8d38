import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import {
  quantityOf,
  refund,
  sell,
  smallShop,
  startFlowhubSimulator,
  totalsOf,
  voidSale,
  type FlowhubSimulator,
} from '@suite/flowhub/simulator'
import { createSend, localLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { flowhubAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const DAY = 86_400_000
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...flowhubAdapter,
  streams: flowhubAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let flowhub: FlowhubSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  const state = smallShop(NOW, 5, { largestPage: 50, ends: 'first', refunds: 'positive' })
  flowhub = await startFlowhubSimulator({ state, start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, { storeId: shop.storeId, name: 'Flowhub', ...entered() }),
  )
  connectionId = id
})
afterAll(async () => {
  await flowhub.stop()
  await shops.close()
})

const entered = () => ({
  settings: { baseUrl: flowhub.url, locationId: [...flowhub.state.locations.keys()][0] ?? '' },
  credentials: { ...flowhub.state.keys },
})
const pull = async () => {
  const now = elapse()
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${flowhub.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: new Map([['flowhub', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => flowhub.clock.now(),
      send: createSend({ limiter: localLimiter({ now }), retries: 3, sleep: () => Promise.resolve(), now }),
    },
    shop.context,
    connectionId,
    new AbortController().signal,
  )
}
/** A clock on which a minute passes at every look: limits keep nobody waiting. */
const elapse = (): (() => number) => {
  let at = NOW.getTime()
  return () => {
    at += 60_000
    return at
  }
}
const settle = async (): Promise<void> => {
  for (let tries = 0; tries < 30; tries += 1) {
    flowhub.clock.advance(60_000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}

const words = async (query: ReturnType<typeof sql.raw>): Promise<string[]> =>
  (await shop.rows<{ word: string }>(query)).map(({ word }) => word)
const standing = async () => ({
  sales: await words(sql`
    select r.external_id || ' ' || sum(l.net_minor) || ' ' || sum(l.tax_minor) as word
    from receipt_lines l join receipts r on r.id = l.receipt_id where l.kind <> 'void'
    group by r.external_id order by r.external_id collate "C"`),
  taken: await words(sql`
    select coalesce(l.package_tag, 'none') || ' ' || trim_scale(sum(case when l.kind = 'return' then 0 - abs(l.quantity) else l.quantity end)) as word
    from receipt_lines l where l.kind <> 'void' group by l.package_tag order by coalesce(l.package_tag, 'none') collate "C"`),
  packages: await words(sql`
    select package_tag || ' ' || trim_scale(on_hand) as word from lots where on_hand <> 0 order by 1`),
  // also of goods that the state does not follow
  onHand: await words(sql`
    select p.sku || ' ' || trim_scale(k.on_hand) as word
    from stock_positions k join products p on p.id = k.product_id order by p.sku collate "C"`),
  products: await words(sql`
    select sku || ' ' || name as word from products order by sku collate "C"`),
  refused: await words(sql`select external_id || ' ' || reason as word from pull_refusals`),
})
const sumBy = (rows: readonly { tag: string | null; quantity: number }[]): string[] =>
  [...Map.groupBy(rows, ({ tag }) => tag ?? 'none')]
    .map(([tag, own]) => [tag, own.reduce((sum, { quantity }) => sum + quantity, 0)] as const)
    .map(([tag, quantity]) => `${tag} ${quantity}`)
    .sort()
const truth = () => {
  const { orders, packages, variants, locations } = flowhub.state
  const [location] = locations.values()
  const standingOrders = [...orders.values()].filter(({ voided }) => !voided)
  return {
    sales: standingOrders
      .map((made) => ({ id: made.id, totals: totalsOf(made, location?.taxes ?? []) }))
      .map(({ id, totals }) => `${id} ${totals.netMinor} ${totals.taxMinor}`)
      .sort(),
    taken: sumBy(
      standingOrders
        .flatMap(({ items }) => items)
        .map(({ sku, quantity }) => ({ tag: packages.get(sku)?.tag ?? null, quantity })),
    ),
    packages: sumBy(
      [...packages.values()].flatMap((pack) =>
        pack.tag === null ? [] : [{ tag: pack.tag, quantity: quantityOf(pack) }],
      ),
    ),
    onHand: sumBy(
      [...packages.values()].map((pack) => ({ tag: `till:${pack.variantId}`, quantity: quantityOf(pack) })),
    ),
    products: [...variants.values()].map(({ variantId, name }) => `till:${variantId} ${name}`).sort(),
    refused: [],
  }
}

it('takes every sale to the penny and every package, and follows what changes while the till misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().sales.length).toBeGreaterThan(350)

  const { state } = flowhub
  const sales = [...state.orders.values()].filter(
    ({ voided, originalSaleId, items }) => !voided && originalSaleId === null && items.length > 1,
  )
  const at = flowhub.clock.now()
  // the first is four weeks old: only the walk for corrections meets it
  voidSale(state, sales.at(0)?.id ?? '')
  voidSale(state, sales.at(-1)?.id ?? '')
  refund(state, { saleId: sales.at(1)?.id ?? '', at })
  refund(state, { saleId: sales.at(-2)?.id ?? '', at, items: 1 })
  const [held] = state.packages.keys()
  // placed online ten days ago and picked up now
  sell(state, {
    createdAt: new Date(at.getTime() - 10 * DAY),
    soldAt: at,
    feeMinor: 550,
    items: [{ sku: held ?? '', quantity: 3, discountMinor: 101 }],
  })
  flowhub.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'rate_limited', share: 0.05 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.3 },
  ])
  flowhub.clock.advance(300_000)
  await pull()
  await pull()
  flowhub.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
})

it('takes a new delivery of a size as stock of the same product', async () => {
  const { state } = flowhub
  const [first] = state.packages.values()
  if (first === undefined) throw new Error('the shop has no stock')
  const before = await standing()
  state.packages.set('900001', {
    ...first,
    productId: 'f10a0002-0000-4000-8000-00000000ffff',
    sku: '900001',
    tag: '1A4000B00001B250000999001',
    receivedAt: flowhub.clock.now(),
    byRoom: new Map([['Vault', 24]]),
  })
  sell(state, { soldAt: flowhub.clock.now(), items: [{ sku: '900001', quantity: 2 }] })
  await settle()
  const after = await standing()
  expect(after).toEqual(truth())
  expect(after.products).toEqual(before.products)
  expect(after.packages).toContain('1A4000B00001B250000999001 22')
})

it('tells what is wrong with the keys, the store, the settings and the line', async () => {
  const access = {
    send: createSend({ limiter: localLimiter({ now: elapse() }), retries: 0 }),
    ...entered(),
    timeZone: 'America/Denver',
    state: 'CO',
    now: () => flowhub.clock.now(),
  }
  const places = [{ id: access.settings.locationId, name: 'Evergreen Denver' }]
  expect(await flowhubAdapter.test(access)).toMatchObject({ ok: true, advice: null, places })
  // as a form sends them: blanks stand for nothing
  const typed = { ...access.settings, locationId: ` ${access.settings.locationId} `, stockList: '' }
  expect(await flowhubAdapter.test({ ...access, settings: typed })).toMatchObject({ ok: true })
  // before a store was chosen, the verdict offers those there are
  const unchosen = { ...access, settings: { baseUrl: flowhub.url } }
  expect(await flowhubAdapter.test(unchosen)).toMatchObject({
    ok: false,
    summary: expect.stringContaining(`${access.settings.locationId} (Evergreen Denver)`) as string,
    places,
  })
  const wrong = { ...access, credentials: { ...access.credentials, key: 'old' } }
  expect(await flowhubAdapter.test(wrong)).toMatchObject({
    ok: false,
    summary: 'Flowhub does not take these keys.',
    advice: expect.stringContaining('client id') as string,
  })
  const odd = { ...access, settings: { ...access.settings, productNumber: 'barcode' } }
  expect(await flowhubAdapter.test(odd)).toMatchObject({
    ok: false,
    summary: expect.stringContaining('"barcode"') as string,
  })
  const unlisted = { ...access, settings: { ...access.settings, stockList: 'Everything' } }
  expect(await flowhubAdapter.test(unlisted)).toMatchObject({ ok: false, places })
  flowhub.trouble([{ kind: 'never_acts' }])
  expect(await flowhubAdapter.test(access)).toMatchObject({ ok: false })
  flowhub.trouble([])
})
