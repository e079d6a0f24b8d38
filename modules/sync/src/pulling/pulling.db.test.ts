import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, localLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../test/shop.ts'
import { standingOf, truthOf } from '../../test/standing.ts'
import { startTill, tillAdapter, type Till } from '../../test/till.ts'
import { addConnection, importOf, imports, pullConnection, type PullOutcome } from '../index.ts'
import { pauseConnection, resyncConnection } from '../connections/change-connection.ts'
import { connections } from '../connections/queries.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { rereadRaw } from './reread.ts'

const ADAPTERS = new Map<Vendor, Adapter>([['dutchie', tillAdapter]])
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined } as never

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let till: Till
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
})
afterAll(() => shops.close())
beforeEach(async () => {
  till = await startTill(11)
  shop = await shops.open()
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, tillAdapter, {
      storeId: shop.storeId,
      name: 'Till',
      settings: { baseUrl: till.url },
      credentials: {},
    }),
  )
  connectionId = id
})
afterEach(() => till.stop())

const pull = (now = () => till.clock.now()): Promise<PullOutcome> =>
  pullConnection(
    {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      sealer,
      adapters: ADAPTERS,
      log: quiet,
      now,
      send: createSend({ limiter: localLimiter(), retries: 2, sleep: () => Promise.resolve() }),
    },
    shop.context,
    connectionId,
    new AbortController().signal,
  )

/** Pulls until nothing fails and the present is reached. */
const settle = async (): Promise<void> => {
  for (let tries = 0; tries < 40; tries += 1) {
    await shop.write((tx) =>
      sql`update connection_streams set next_due_at = now() - interval '10 years'`.execute(tx.db),
    )
    // a window ends before its last instant
    till.clock.advance(1000)
    if ((await pull()).status === 'done') return
  }
  throw new Error('it never settled')
}

describe('pulling a till', () => {
  it('takes in the past, then what changes, and nothing twice', async () => {
    till.live(60)
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
    const [{ count: pages } = { count: 0 }] = await shop.rows<{ count: number }>(
      sql`select count(*) as count from raw_pages`,
    )
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
    expect(pages).toBeGreaterThan(10)
    till.live(40)
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
    // what came over a connection is no file that somebody handed in
    expect((await shop.read((read) => imports(read, { limit: 10 }))).items).toEqual([])
    const [day] = await shop.rows<{ id: string }>(sql`select id from imports limit 1`)
    await expect(shop.read((read) => importOf(read, day?.id ?? ''))).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  it('loses and doubles nothing while the till misbehaves', async () => {
    for (let round = 0; round < 4; round += 1) {
      till.live(25)
      till.misbehave()
      await pull()
      await pull()
    }
    till.trouble([])
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
  })

  it('reaches the present although the clock moves on with every look at it', async () => {
    till.live(20)
    till.clock.advance(1000)
    const moving = (): Date => {
      till.clock.advance(5)
      return till.clock.now()
    }
    expect(await pull(moving)).toEqual({ status: 'done', failure: null })
    expect(await standingOf(shop)).toEqual(truthOf(till))
  })

  it('says what fails and since when, and that it works again', async () => {
    till.trouble([{ kind: 'never_acts' }])
    expect(await pull()).toMatchObject({ status: 'failed', failure: expect.stringContaining('broke off') })
    const [failing] = await shop.read((read) => connections(read, ADAPTERS, till.clock.now()))
    expect(failing).toMatchObject({ failingSince: till.clock.now().toISOString() })
    expect(failing?.streams[0]).toMatchObject({ state: 'failing' })
    expect(await shop.rows(sql`select ended_at from outages`)).toEqual([{ ended_at: null }])
    till.trouble([])
    till.clock.advance(3_600_000)
    await settle()
    const [well] = await shop.read((read) => connections(read, ADAPTERS, till.clock.now()))
    expect(well).toMatchObject({ failingSince: null, failure: null })
    expect(well?.streams.map(({ state }) => state)).toEqual(['live', 'live', 'live'])
    expect(await shop.rows(sql`select ended_at from outages`)).toEqual([{ ended_at: till.clock.now() }])
    till.clock.advance(7_200_000)
    const [stale] = await shop.read((read) => connections(read, ADAPTERS, till.clock.now()))
    expect(stale?.streams[1]?.state).toBe('stale')
  })

  it('pauses, goes on and can ask for everything again without changing what stands', async () => {
    till.live(20)
    await settle()
    await shop.write((tx) => pauseConnection(tx, connectionId, true))
    till.live(10)
    expect(await pull()).toEqual({ status: 'inactive', failure: null })
    await shop.write((tx) => pauseConnection(tx, connectionId, false))
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
    await shop.write((tx) => resyncConnection(tx, connectionId, till.clock.now()))
    await settle()
    expect(await standingOf(shop)).toEqual(truthOf(till))
  })

  it('takes from the kept answers what was once misread, without asking the till', async () => {
    till.live(30)
    const misreading: Adapter = {
      ...tillAdapter,
      read: (stream, text, facts) => {
        const page = tillAdapter.read(stream, text, facts)
        const [odd, ...others] = page.sales ?? []
        if (odd === undefined) return page
        return {
          sales: others,
          refused: [{ externalId: odd.externalId, code: 'odd', reason: 'not understood' }],
        }
      },
    }
    ADAPTERS.set('dutchie', misreading)
    await settle()
    ADAPTERS.set('dutchie', tillAdapter)
    expect(await standingOf(shop)).not.toEqual(truthOf(till))
    expect((await shop.rows(sql`select from pull_refusals`)).length).toBeGreaterThan(0)
    const asked = till.log.length
    const deps = {
      database: shops.database,
      enqueue: shop.deps.enqueue,
      adapters: ADAPTERS,
      now: () => till.clock.now(),
    }
    expect(await rereadRaw(deps, shop.context, connectionId, new AbortController().signal)).toBeGreaterThan(0)
    expect(till.log.length).toBe(asked)
    expect((await standingOf(shop)).lines).toEqual(truthOf(till).lines)
    expect(await shop.rows(sql`select from pull_refusals`)).toEqual([])
  })

  it('lets a count of a person lead over the till, and still takes in new packages', async () => {
    till.live(10)
    await settle()
    const [held] = [...till.truth.packages.values()]
    await shop.write((tx) =>
      sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, counted_quantity, occurred_at, source_type)
        select k.organization_id, gen_random_uuid(), k.store_id, k.product_id, 'count', 3 - k.on_hand, 3, ${till.clock.now()}, 'person'
        from stock_positions k join lots l on l.product_id = k.product_id where l.package_tag = ${held?.packageTag}`.execute(
        tx.db,
      ),
    )
    await shop.write((tx) =>
      sql`update stock_positions k set on_hand = 3, known_from = ${till.clock.now()} from lots l
        where l.product_id = k.product_id and l.package_tag = ${held?.packageTag}`.execute(tx.db),
    )
    till.clock.advance(120_000)
    await settle()
    const [position] = await shop.rows<{ on_hand: string }>(sql`
      select k.on_hand from stock_positions k join lots l on l.product_id = k.product_id where l.package_tag = ${held?.packageTag}`)
    expect(Number(position?.on_hand)).toBe(3)
  })
})
