import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, localLimiter } from '@suite/outbound'
import {
  cancel,
  makeKeys,
  quantityOf,
  refund,
  sell,
  smallShop,
  startTreezSimulator,
  totalsOf,
  type TreezSimulator,
} from '@suite/treez/simulator'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { treezAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...treezAdapter,
  streams: treezAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let treez: TreezSimulator
let connectionId: string
const entered = () => {
  const { certificateId, organizationId, privateKey } = treez.state.keys
  return {
    settings: { baseUrl: treez.url, dispensary: treez.state.store.dispensary, organizationId },
    // as a field of one line leaves it
    credentials: { certificateId, privateKey: privateKey.replaceAll('\n', '') },
  }
}
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  treez = await startTreezSimulator({ state: smallShop(NOW, makeKeys(), 5), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, { storeId: shop.storeId, name: 'Treez', ...entered() }),
  )
  connectionId = id
})
afterAll(async () => {
  await treez.stop()
  await shops.close()
})

const pull = async () => {
  const now = elapse()
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${treez.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: new Map([['treez', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => treez.clock.now(),
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
    treez.clock.advance(60_000)
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
    select l.package_tag || ' ' || trim_scale(sum(case when l.kind = 'return' then 0 - abs(l.quantity) else l.quantity end)) as word
    from receipt_lines l where l.kind <> 'void' group by l.package_tag order by l.package_tag collate "C"`),
  packages: await words(sql`
    select package_tag || ' ' || trim_scale(on_hand) as word from lots where on_hand <> 0 order by 1`),
  products: await words(sql`
    select sku || ' ' || name as word from products order by sku collate "C"`),
  refused: await words(sql`select external_id || ' ' || reason as word from pull_refusals`),
})
const truth = () => {
  const { tickets, packages, products, taxes } = treez.state
  const sales = [...tickets.values()].filter(({ status }) => status === 'COMPLETED')
  const taken = Map.groupBy(
    sales.flatMap(({ items }) => items),
    ({ tag }) => tag,
  )
  return {
    sales: sales
      .map((made) => ({ id: made.id, totals: totalsOf(made, taxes) }))
      .map(({ id, totals }) => `${id} ${totals.netMinor} ${totals.taxMinor}`)
      .sort(),
    taken: [...taken]
      .map(([tag, items]) => `${tag} ${items.reduce((sum, { quantity }) => sum + quantity, 0)}`)
      .sort(),
    packages: [...packages.values()]
      .filter((pack) => quantityOf(pack) !== 0)
      .map((pack) => `${pack.tag} ${quantityOf(pack)}`)
      .sort(),
    products: [...products.values()].map(({ sku, name }) => `${sku} ${name}`).sort(),
    refused: [],
  }
}

it('takes every sale to the penny and every package, and follows what changes while the till misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().sales.length).toBeGreaterThan(350)

  const { state } = treez
  const sales = [...state.tickets.values()].filter(
    ({ status, originalId, items }) => status === 'COMPLETED' && originalId === null && items.length > 1,
  )
  const at = treez.clock.now()
  // the first is two months old: only the list of changes meets it
  cancel(state, sales.at(0)?.id ?? '', at)
  cancel(state, sales.at(-1)?.id ?? '', at)
  refund(state, { saleId: sales.at(1)?.id ?? '', at })
  refund(state, { saleId: sales.at(-2)?.id ?? '', at, items: 1 })
  const [held] = state.packages.keys()
  sell(state, {
    soldAt: new Date(at.getTime() - 3_600_000),
    changedAt: at,
    feeMinor: 550,
    items: [{ tag: held ?? '', quantity: 3, discountMinor: 101 }],
  })
  treez.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'rate_limited', share: 0.05, amount: 1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.3 },
  ])
  treez.clock.advance(300_000)
  await pull()
  await pull()
  treez.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
})

it('catches up after standing still for longer than changes are told of', async () => {
  const { state } = treez
  treez.clock.advance(45 * 86_400_000)
  const [held] = state.packages.keys()
  for (const days of [44, 31, 29, 1]) {
    const soldAt = new Date(treez.clock.now().getTime() - days * 86_400_000)
    sell(state, { soldAt, items: [{ tag: held ?? '', quantity: 1 }] })
  }
  await settle()
  expect(await standing()).toEqual(truth())
})

it('tells what is wrong with the keys, the store and the line', async () => {
  const access = {
    send: createSend({ limiter: localLimiter({ now: elapse() }), retries: 0 }),
    ...entered(),
    timeZone: 'America/Los_Angeles',
    state: 'CA',
    now: () => treez.clock.now(),
  }
  expect(await treezAdapter.test(access)).toMatchObject({ ok: true, advice: null })
  // as a form sends them: blanks stand for nothing
  const typed = { ...access.settings, dispensary: ' evergreen ', changesPath: '', packagesPage: ' ' }
  expect(await treezAdapter.test({ ...access, settings: typed })).toMatchObject({ ok: true })
  const named = { ...access, settings: { ...access.settings, dispensary: 'Evergreen Oakland' } }
  expect(await treezAdapter.test(named)).toMatchObject({
    ok: false,
    summary: expect.stringContaining('"Evergreen Oakland" is no store name') as string,
  })
  const { privateKey } = makeKeys()
  const other = { ...access, credentials: { ...access.credentials, privateKey } }
  expect(await treezAdapter.test(other)).toMatchObject({
    ok: false,
    summary: 'Treez does not take these keys.',
    advice: expect.stringContaining('private key') as string,
  })
  const pasted = { ...access, credentials: { ...access.credentials, privateKey: treez.state.keys.publicKey } }
  expect(await treezAdapter.test(pasted)).toMatchObject({
    ok: false,
    summary: expect.stringContaining('public part') as string,
  })
  const elsewhere = { ...access, settings: { ...access.settings, dispensary: 'other' } }
  expect(await treezAdapter.test(elsewhere)).toMatchObject({
    ok: false,
    advice: expect.stringContaining('store name') as string,
  })
  treez.trouble([{ kind: 'never_acts' }])
  expect(await treezAdapter.test(access)).toMatchObject({ ok: false })
  treez.trouble([])
})
