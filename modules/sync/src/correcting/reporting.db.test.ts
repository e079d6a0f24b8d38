import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { requeueReports, setReporter, workOffStore, type StateWriter } from '@suite/compliance'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { newId } from '@suite/kernel'
import {
  addReceipt,
  DEMO_KEYS,
  smallShop,
  startMetrcSimulator,
  type MetrcSimulator,
} from '@suite/metrc/simulator'
import { createSend, type Outgoing, type RateLimiter } from '@suite/outbound'
import { chance } from '@suite/simulator'
import { testShops, type Shop } from '../../test/shop.ts'
import { addConnection, pullConnection, stateWriter } from '../index.ts'
import { outages } from '../connections/queries.ts'
import { metrcAdapter } from '../vendors/metrc/adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const LICENCE = '402R-00001'
const MINUTE = 60_000
// limits are told elsewhere; here they would only cost time
const UNLIMITED: RateLimiter = {
  take: () => Promise.resolve(() => Promise.resolve()),
  hold: () => Promise.resolve(),
}
const SEEDS = Array.from({ length: process.env['DEEP'] === '1' ? 40 : 3 }, (_, index) => 21 + index)
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapters = new Map([['metrc', metrcAdapter]] as const)

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let metrc: MetrcSimulator
let connectionId: string
let tags: string[]
let productId: string
/** The number of a sale that the state's system fails on, whenever it is sent. */
let poison = ''
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  const state = smallShop(NOW, 5)
  // what was written shows only after some seconds
  Object.assign(state.settings, { lagMs: 4000, limits: null })
  metrc = await startMetrcSimulator({ state, start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, metrcAdapter, {
      storeId: shop.storeId,
      name: 'Metrc',
      settings: { licence: LICENCE, baseUrl: metrc.url },
      credentials: DEMO_KEYS,
    }),
  )
  connectionId = id
  const stock = metrc.state.packages.all().filter((one) => one.UnitOfMeasureName === 'Each')
  tags = stock.map(({ Label }) => Label)
  productId = newId()
  await shop.write(async (tx) => {
    await sql`update connections set writes_enabled = true`.execute(tx.db)
    await sql`insert into products (organization_id, id, sku, name, unit, price, category)
      values (${shop.organizationId}, ${productId}, 'SKU-1', 'Gummies', 'each', 20, 'edibles')`.execute(tx.db)
    for (const { Label, Quantity } of stock)
      await sql`insert into mirror_packages (organization_id, connection_id, side, tag, store_id, item_name, quantity, unit,
          active, on_hold, on_recall, finished, source_tags, last_modified, seen_at)
        values (${shop.organizationId}, ${connectionId}, 'state', ${Label}, ${shop.storeId}, 'Gummies', ${Quantity}, 'Each',
          true, false, false, false, '{}', ${NOW}, ${NOW})`.execute(tx.db)
  })
  return async () => metrc.stop()
})
afterAll(() => shops.close())

const deps = () => ({
  database: shops.database,
  enqueue: shop.deps.enqueue,
  sealer,
  adapters,
  log: { info: nothing, warn: nothing, error: nothing } as never,
  now: () => metrc.clock.now(),
  sleep: (ms: number) => {
    metrc.clock.advance(ms)
    return Promise.resolve()
  },
  send: async (request: Outgoing) => {
    if (poison !== '' && request.method === 'POST' && String(request.body).includes(`"${poison}"`))
      return { status: 500, headers: new Headers(), text: '', bytes: new Uint8Array() }
    return createSend({ limiter: UNLIMITED, retries: 2, sleep: () => Promise.resolve() })(request)
  },
})
const workOff = (writer: StateWriter = stateWriter(deps())) =>
  workOffStore({ database: shops.database, writer, now: () => metrc.clock.now() }, shop.context, shop.storeId)
class Killed extends Error {}
/** A process that dies right after its first call and now and then later, before it has noted the outcome. */
const mortal = (random: () => number, isFirst: boolean): StateWriter => {
  const writer = stateWriter(deps())
  return {
    ...writer,
    writeSales: async (...call) => {
      const outcomes = await writer.writeSales?.(...call)
      if (outcomes === undefined || isFirst || random() < 0.3) throw new Killed()
      return outcomes
    },
  }
}
/** As the job does it, until nothing is in doubt or waiting. */
const workOffAll = async (most = 60): Promise<number> => {
  for (let times = 1; times <= most; times += 1) {
    if ((await workOff()) === 'done') return times
    metrc.clock.advance(MINUTE)
  }
  throw new Error('the queue was never worked off')
}
const handTo = (reporter: 'till' | 'suite', since = new Date(NOW.getTime() - 86_400_000)) =>
  shop.write((tx) =>
    setReporter(tx, stateWriter(deps()), {
      storeId: shop.storeId,
      reporter,
      since,
      reason: 'The till no longer reports',
      now: metrc.clock.now(),
    }),
  )

interface Sale {
  readonly number: string
  readonly at: Date
  readonly lines: readonly { readonly tag: string; readonly quantity: number; readonly minor: number }[]
}
const idOf = new Map<string, string>()
/** What the till told us of a sale. */
const sell = (sale: Sale, of: { channel?: 'medical' | null; tagged?: boolean } = {}): Promise<void> =>
  shop.write(async (tx) => {
    const receiptId = newId()
    idOf.set(sale.number, receiptId)
    const day = sale.at.toISOString().slice(0, 10)
    await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day,
        source_modified_at, channel)
      values (${shop.organizationId}, ${receiptId}, ${shop.storeId}, 'dutchie', ${sale.number}, 'sale', ${sale.at}, ${day},
        ${sale.at}, ${of.channel ?? null})`.execute(tx.db)
    for (const [index, { tag, quantity, minor }] of sale.lines.entries())
      await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id,
          occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
        values (${shop.organizationId}, ${receiptId}, ${newId()}, ${index + 1}, ${shop.storeId}, ${productId}, ${sale.at},
          ${day}, 'sale', ${quantity}, 'each', 20, ${minor}, ${minor}, ${of.tagged === false ? null : tag},
          ${newId()})`.execute(tx.db)
  })
/** The till strikes the whole sale out. */
const strikeOut = (number: string): Promise<unknown> =>
  shop.write(async (tx) => {
    const id = idOf.get(number)
    await sql`update receipt_lines set kind = 'void' where receipt_id = ${id}`.execute(tx.db)
    await sql`update receipts set kind = 'void', source_modified_at = ${metrc.clock.now()} where id = ${id}`.execute(
      tx.db,
    )
  })
const randomSales = (count: number, seed: number, prefix = 'T'): Sale[] => {
  const random = chance(seed)
  return Array.from({ length: count }, (_, index) => ({
    number: `${prefix}-${index}`,
    at: new Date(NOW.getTime() - (count - index) * 30_000),
    lines: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      tag: tags[Math.floor(random() * tags.length)] ?? '',
      quantity: 1 + Math.floor(random() * 3),
      minor: 1000 + Math.floor(random() * 500),
    })),
  }))
}
/** The simulator's receipts of our numbers that stand, in the order they came. */
const atState = () =>
  metrc.state.receipts
    .all()
    .filter((row) => /^[TM]-/.test(row.ExternalReceiptNumber ?? '') && row.ArchivedDate === null)
    .toSorted((a, b) => a.Id - b.Id)
const numbersAtState = () => atState().map((row) => row.ExternalReceiptNumber)
const shelf = () => new Map(metrc.state.packages.all().map(({ Label, Quantity }) => [Label, Quantity]))
/** Each sale once, with its lines, and the stock lowered by just that. */
const expectExactly = (sales: readonly Sale[], before: ReadonlyMap<string, number>): void => {
  const held = atState()
  expect(held.map((row) => row.ExternalReceiptNumber ?? '').toSorted()).toEqual(
    sales.map(({ number }) => number).toSorted(),
  )
  const sold = new Map(before)
  for (const { number, lines } of sales) {
    const row = held.find((one) => one.ExternalReceiptNumber === number)
    expect(row?.Transactions.length).toBe(lines.length)
    expect(Math.round((row?.TotalPrice ?? 0) * 100)).toBe(lines.reduce((sum, { minor }) => sum + minor, 0))
    for (const { tag, quantity } of lines) sold.set(tag, (sold.get(tag) ?? 0) - quantity)
  }
  expect(shelf()).toEqual(sold)
}
interface Held {
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly waits: string | null
  readonly message: string | null
}
const outbox = () =>
  shop.rows<Held>(sql`select r.external_id as number, c.kind, c.state, c.waits_for as waits, c.message
    from corrections c join receipts r on r.id = c.receipt_id order by c.confirmed_at, c.id`)
const posts = () =>
  metrc.log.filter(({ method, path }) => method === 'POST' && path === '/sales/v2/receipts').length

describe('a store whose sales the suite reports', () => {
  it('tells the state of each once, the oldest first, in calls of ten', async () => {
    const sales = randomSales(35, 1)
    for (const sale of sales.toReversed()) await sell(sale)
    const before = shelf()
    await workOff()
    expect(atState()).toEqual([])
    await handTo('suite')
    await workOffAll()
    expectExactly(sales, before)
    expect(numbersAtState()).toEqual(sales.map(({ number }) => number))
    expect(posts()).toBe(4)
    await workOffAll()
    expect(posts()).toBe(4)
  })

  it.each(SEEDS)('loses and doubles none under any misbehaviour (seed %i)', async (seed) => {
    const sales = randomSales(60, seed)
    for (const sale of sales.slice(0, 40)) await sell(sale)
    const before = shelf()
    const random = chance(seed)
    await handTo('suite')
    const troubles = [
      { kind: 'lost_answer', share: 0.3 },
      { kind: 'server_error', share: 0.2 },
      { kind: 'never_acts', share: 0.2 },
      { kind: 'rate_limited', share: 0.1, amount: 1 },
      { kind: 'truncated_json', share: 0.1 },
    ] as const
    let killed = 0
    for (let round = 0; round < 12; round += 1) {
      metrc.trouble(troubles.filter(() => random() < 0.5))
      await workOff(mortal(random, killed === 0)).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
        killed += 1
      })
      metrc.clock.advance(MINUTE)
      if (round === 5) for (const sale of sales.slice(40)) await sell(sale)
    }
    metrc.trouble([])
    await workOffAll()
    expectExactly(sales, before)
    expect((await outbox()).every(({ state }) => state === 'done')).toBe(true)
    expect(killed).toBeGreaterThan(0)
  })
})

describe('an outage of the state’s system', () => {
  it('makes sales wait in order, is logged with what waited, and is caught up in order', async () => {
    await handTo('suite')
    const sales = randomSales(24, 3)
    const before = shelf()
    for (const sale of sales.slice(0, 12)) await sell(sale)
    metrc.trouble([{ kind: 'never_acts' }])
    await pullConnection(deps(), shop.context, connectionId, new AbortController().signal)
    expect(await workOff()).toBe('waiting')
    for (const sale of sales.slice(12)) await sell(sale)
    metrc.clock.advance(10 * MINUTE)
    expect(await workOff()).toBe('waiting')
    expect((await outbox()).map(({ number, state }) => [number, state])).toEqual(
      sales.map(({ number }) => [number, 'waiting']),
    )
    expect((await outbox())[0]?.waits).toBe('outage')
    const standing = async () =>
      (await shop.read((read) => outages(read, { limit: 1 }, metrc.clock.now()))).items[0]
    expect(await standing()).toMatchObject({ endedAt: null, writesWaiting: 24 })
    metrc.trouble([])
    metrc.clock.advance(10 * MINUTE)
    await workOffAll()
    expectExactly(sales, before)
    expect(numbersAtState()).toEqual(sales.map(({ number }) => number))
  })
})

describe('what the till and the state do meanwhile', () => {
  it('a sale the till reported all the same is found, not doubled; another under its number is not taken for it', async () => {
    const before = shelf()
    const [told, other, untold] = randomSales(3, 4) as [Sale, Sale, Sale]
    for (const sale of [told, other, untold]) await sell(sale)
    const toState = ({ number, at, lines }: Sale, extra = 0) =>
      addReceipt(
        metrc.state,
        LICENCE,
        {
          number,
          soldAt: at,
          lines: lines.map(({ tag, quantity, minor }) => ({
            tag,
            quantity,
            unit: 'Each',
            amount: (minor + extra) / 100,
          })),
        },
        NOW,
      )
    toState(told)
    toState(other, 100)
    metrc.clock.advance(MINUTE)
    await handTo('suite')
    await workOffAll()
    const dearer = { ...other, lines: other.lines.map((line) => ({ ...line, minor: line.minor + 100 })) }
    expectExactly([told, dearer, untold], before)
    expect(await outbox()).toMatchObject([
      { state: 'done', message: `Receipt ${told.number} was there already.` },
      { state: 'refused', message: expect.stringMatching(/for another sale/) },
      { state: 'done', message: `Receipt ${untold.number} is reported.` },
    ])
  })

  it('a sale struck out before it is sent is taken back; after, it is struck out at the state', async () => {
    const before = shelf()
    const [first, second, third] = randomSales(3, 6) as [Sale, Sale, Sale]
    for (const sale of [first, second, third]) await sell(sale)
    await writes(false)
    await handTo('suite')
    expect(await workOff()).toBe('waiting')
    expect((await outbox())[0]).toMatchObject({ state: 'waiting', waits: 'writes_off' })
    await strikeOut(first.number)
    await writes(true)
    await workOffAll()
    expectExactly([second, third], before)
    metrc.clock.advance(MINUTE)
    await strikeOut(second.number)
    metrc.trouble([{ kind: 'lost_answer', match: 'DELETE', times: 1 }])
    await workOffAll()
    expectExactly([third], before)
    expect(await outbox()).toMatchObject([
      { number: first.number, kind: 'report_sale', state: 'cancelled' },
      { number: second.number, kind: 'report_sale', state: 'done' },
      { number: third.number, kind: 'report_sale', state: 'done' },
      { number: second.number, kind: 'void_report', state: 'done' },
    ])
    await workOffAll()
    expect(await outbox()).toHaveLength(4)
  })

  it('a sale the till changed is corrected at the state', async () => {
    const before = shelf()
    const [sale] = randomSales(1, 7) as [Sale]
    await sell(sale)
    await handTo('suite')
    await workOffAll()
    metrc.clock.advance(MINUTE)
    const [line] = sale.lines
    await shop.write(async (tx) => {
      const id = idOf.get(sale.number)
      await sql`update receipt_lines set quantity = quantity + 1 where receipt_id = ${id} and occurrence = 1`.execute(
        tx.db,
      )
      await sql`update receipts set source_modified_at = ${metrc.clock.now()} where id = ${id}`.execute(tx.db)
    })
    await workOffAll()
    const changed = { ...sale, lines: sale.lines.map((one) => (one === line ? more(one) : one)) }
    expectExactly([changed], before)
    await workOffAll()
    expect((await outbox()).map(({ kind, state }) => [kind, state])).toEqual([
      ['report_sale', 'done'],
      ['correct_report', 'done'],
    ])
  })

  it('what the state refuses keeps its cause, holds no other back, and goes when it is requeued', async () => {
    const before = shelf()
    const sales = randomSales(12, 8)
    const bad = {
      ...(sales[4] as Sale),
      lines: [{ tag: '1A4000000000000000000999', quantity: 1, minor: 900 }],
    }
    const all = sales.map((sale) => (sale.number === bad.number ? bad : sale))
    for (const sale of all) await sell(sale)
    // our mirror believes in a package that the state does not have
    await shop.write((tx) =>
      sql`insert into mirror_packages select (jsonb_populate_record(m, ${JSON.stringify({ tag: bad.lines[0]?.tag })}::jsonb)).*
        from mirror_packages m limit 1`.execute(tx.db),
    )
    await handTo('suite')
    await workOffAll()
    const good = sales.filter(({ number }) => number !== bad.number)
    expectExactly(good, before)
    const failed = (await outbox()).filter(({ state }) => state === 'refused')
    expect(failed).toMatchObject([{ number: bad.number, message: expect.stringMatching(/Metrc refused it/) }])
    await shop.write((tx) =>
      sql`update receipt_lines set package_tag = ${tags[0]} where receipt_id = ${idOf.get(bad.number)}`.execute(
        tx.db,
      ),
    )
    const requeue = () =>
      shop.write((tx) => requeueReports(tx, { storeId: shop.storeId, now: metrc.clock.now() }))
    expect(await requeue()).toEqual({ queued: 1, left: [] })
    expect(await requeue()).toEqual({ queued: 0, left: [] })
    const ofAll = await shop.write((tx) =>
      requeueReports(tx, {
        storeId: shop.storeId,
        receiptIds: all.map(({ number }) => idOf.get(number) ?? ''),
        now: metrc.clock.now(),
      }),
    )
    expect([ofAll.queued, ofAll.left.length]).toEqual([0, 12])
    await workOffAll()
    const mended = { ...bad, lines: bad.lines.map((line) => ({ ...line, tag: tags[0] ?? '' })) }
    expectExactly([...good, mended], before)
  })

  it('one sale that Metrc always fails on keeps the others back only for some attempts', async () => {
    const before = shelf()
    const sales = randomSales(14, 9)
    for (const sale of sales) await sell(sale)
    await handTo('suite')
    poison = sales[2]?.number ?? ''
    for (let round = 0; round < 25; round += 1) {
      await workOff()
      metrc.clock.advance(MINUTE)
    }
    expectExactly(
      sales.filter(({ number }) => number !== poison),
      before,
    )
    expect((await outbox()).find(({ number }) => number === poison)?.state).toBe('unknown')
    poison = ''
    await workOffAll()
    expectExactly(sales, before)
  })

  it('what cannot be told says why, and is tried again when it can be', async () => {
    const [medical, untagged, unlisted] = randomSales(3, 10) as [Sale, Sale, Sale]
    const before = shelf()
    await sell(medical, { channel: 'medical' })
    await sell(untagged, { tagged: false })
    await sell(unlisted)
    const theirs = unlisted.lines.map(({ tag }) => tag)
    await shop.write((tx) =>
      sql`update mirror_packages set tag = 'X' || tag where tag = any(${theirs})`.execute(tx.db),
    )
    await handTo('suite')
    await workOffAll()
    expect(await outbox()).toMatchObject([
      { number: medical.number, state: 'refused', message: expect.stringMatching(/patient/) },
      { number: untagged.number, state: 'refused', message: expect.stringMatching(/without naming/) },
      { number: unlisted.number, state: 'refused', message: expect.stringMatching(/does not list/) },
    ])
    await shop.write((tx) =>
      sql`update mirror_packages set tag = substr(tag, 2) where tag like 'X%'`.execute(tx.db),
    )
    metrc.clock.advance(11 * MINUTE)
    await workOffAll()
    expectExactly([unlisted], before)
  })

  it('the till takes over: what was not sent is taken back, and nothing new goes out', async () => {
    const before = shelf()
    const sales = randomSales(4, 11)
    for (const sale of sales.slice(0, 2)) await sell(sale)
    await handTo('suite')
    await workOffAll()
    await writes(false)
    for (const sale of sales.slice(2)) await sell(sale)
    await workOff()
    await handTo('till')
    await writes(true)
    await workOffAll()
    expectExactly(sales.slice(0, 2), before)
    expect((await outbox()).map(({ state }) => state)).toEqual(['done', 'done', 'cancelled', 'cancelled'])
    await handTo('suite')
    await workOffAll()
    expectExactly(sales, before)
  })
})

const writes = (enabled: boolean) =>
  shop.write((tx) => sql`update connections set writes_enabled = ${enabled}`.execute(tx.db))
const more = (line: Sale['lines'][number]) => ({ ...line, quantity: line.quantity + 1 })
