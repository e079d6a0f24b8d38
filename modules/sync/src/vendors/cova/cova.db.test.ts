import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  quantityOf,
  returnGoods,
  sell,
  smallShop,
  startCovaSimulator,
  totalsOf,
  voidSale,
  type CovaSimulator,
} from '@suite/cova/simulator'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, localLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { covaAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...covaAdapter,
  streams: covaAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70 })),
}

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let cova: CovaSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  cova = await startCovaSimulator({ state: smallShop(NOW, 5, { tokenSeconds: 600 }), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, {
      storeId: shop.storeId,
      name: 'Cova',
      settings: {
        baseUrl: cova.url,
        companyId: String(cova.state.companyId),
        locationId: String(locationOf().id),
      },
      credentials: { ...cova.state.keys },
    }),
  )
  connectionId = id
})
afterAll(async () => {
  await cova.stop()
  await shops.close()
})

const pull = async () => {
  const now = elapse()
  await shop.write((tx) =>
    sql`update connection_streams set next_due_at = ${cova.clock.now()}`.execute(tx.db),
  )
  return pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: new Map([['cova', adapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => cova.clock.now(),
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
    cova.clock.advance(60_000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}
const locationOf = () => {
  const [location] = cova.state.locations.values()
  if (location === undefined) throw new Error('the shop has no location')
  return location
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
  sales: [...cova.state.invoices.values()]
    .filter(({ voided }) => !voided)
    .map((invoice) => ({ id: invoice.id, totals: totalsOf(invoice, locationOf().taxes) }))
    .map(({ id, totals }) => `${id} ${totals.netMinor} ${totals.taxMinor}`)
    .sort(),
  packages: [...cova.state.packages.values()]
    .filter((pack) => quantityOf(pack) !== 0)
    .map((pack) => `${pack.tag} ${quantityOf(pack)}`)
    .sort(),
  products: [...cova.state.products.values()].map(({ sku, name }) => `${sku} ${name}`).sort(),
})

it('takes every sale to the penny and every package, and follows what changes while the till misbehaves', async () => {
  await settle()
  expect(await standing()).toEqual(truth())
  expect(truth().sales.length).toBeGreaterThan(350)

  const { state } = cova
  const location = locationOf()
  const [first, second, third] = [...state.invoices.values()].filter(
    ({ voided, returnOf, lines }) => !voided && returnOf === null && lines.length > 1,
  )
  const at = cova.clock.now()
  voidSale(state, first?.id ?? '', at)
  returnGoods(state, location, { saleId: second?.id ?? '', at })
  returnGoods(state, location, { saleId: third?.id ?? '', at, lines: 1 })
  const [held] = state.packages.keys()
  sell(state, location, {
    soldAt: new Date(at.getTime() - 3_600_000),
    changedAt: at,
    lines: [{ tag: held ?? '', quantity: 3, discountMinor: 101 }],
  })
  state.tokens.clear()
  cova.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'truncated_json', share: 0.1 },
    { kind: 'rate_limited', share: 0.05, amount: 1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.3 },
  ])
  cova.clock.advance(300_000)
  await pull()
  await pull()
  cova.trouble([])
  await settle()
  expect(await standing()).toEqual(truth())
})

it('tells what is wrong with the keys, the location and the line', async () => {
  const access = {
    send: createSend({ limiter: localLimiter(), retries: 0 }),
    settings: {
      baseUrl: cova.url,
      companyId: String(cova.state.companyId),
      locationId: String(locationOf().id),
    },
    credentials: { ...cova.state.keys },
    timeZone: 'America/New_York',
    state: 'NJ',
    now: () => cova.clock.now(),
  }
  expect(await covaAdapter.test(access)).toMatchObject({ ok: true, advice: null })
  // as a form sends them: blanks stand for nothing
  const typed = { ...access.settings, companyId: ` ${access.settings.companyId} `, changedField: '' }
  expect(await covaAdapter.test({ ...access, settings: typed })).toMatchObject({ ok: true })
  const named = { ...access, settings: { ...access.settings, companyId: 'Evergreen' } }
  expect(await covaAdapter.test(named)).toMatchObject({
    ok: false,
    summary: 'The company number "Evergreen" is no number. Copy it from Cova Hub.',
  })
  const wrongPassword = { ...access, credentials: { ...access.credentials, password: 'old' } }
  expect(await covaAdapter.test(wrongPassword)).toMatchObject({
    ok: false,
    summary: 'Cova does not take these keys.',
    advice: expect.stringContaining('password') as string,
  })
  const elsewhere = { ...access, settings: { ...access.settings, locationId: '1' } }
  expect(await covaAdapter.test(elsewhere)).toMatchObject({
    ok: false,
    advice: expect.stringContaining('location number') as string,
  })
  cova.trouble([{ kind: 'never_acts' }])
  expect(await covaAdapter.test(access)).toMatchObject({ ok: false })
  cova.trouble([])
})
