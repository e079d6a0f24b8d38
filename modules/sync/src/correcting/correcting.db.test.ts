import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirmCorrection, reconcileStore, sendCorrections } from '@suite/compliance'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { newId } from '@suite/kernel'
import { DEMO_KEYS, smallShop, startMetrcSimulator, type MetrcSimulator } from '@suite/metrc/simulator'
import { createSend, sharedLimiter } from '@suite/outbound'
import { testShops, type Shop } from '../../test/shop.ts'
import { addConnection, pullConnection, stateWriter, storeSources } from '../index.ts'
import { outages } from '../connections/queries.ts'
import { metrcAdapter } from '../vendors/metrc/adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const LICENCE = '402R-00001'
const HOUR = 3_600_000
const nothing = (): void => undefined
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const adapter = {
  ...metrcAdapter,
  streams: metrcAdapter.streams.map((plan) => ({ ...plan, backfillDays: 70, longestWindow: 30 * 86_400 })),
}
const adapters = new Map([['metrc', adapter]] as const)

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let metrc: MetrcSimulator
let connectionId: string
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  metrc = await startMetrcSimulator({ state: smallShop(NOW, 5), start: NOW, seed: 5 })
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, adapter, {
      storeId: shop.storeId,
      name: 'Metrc',
      settings: { licence: LICENCE, baseUrl: metrc.url },
      credentials: DEMO_KEYS,
    }),
  )
  connectionId = id
  await pull()
  // what was there at first is no news any more
  metrc.clock.advance(5 * HOUR)
  await pull()
})
beforeEach(async () => {
  metrc.trouble([])
  await allowWrites(false)
})
afterAll(async () => {
  await metrc.stop()
  await shops.close()
})

const deps = () => ({
  database: shops.database,
  enqueue: shop.deps.enqueue,
  sealer,
  adapters,
  log: { info: nothing, warn: nothing, error: nothing } as never,
  now: () => metrc.clock.now(),
  send: createSend({
    limiter: sharedLimiter(shops.database.pool),
    retries: 3,
    sleep: () => Promise.resolve(),
  }),
})
const pull = async (): Promise<void> => {
  for (let tries = 0; tries < 30; tries += 1) {
    metrc.clock.advance(60_000)
    await shop.write((tx) =>
      sql`update connection_streams set next_due_at = ${metrc.clock.now()}`.execute(tx.db),
    )
    const { status } = await pullConnection(deps(), shop.context, connectionId, new AbortController().signal)
    if (status === 'done') return
  }
  throw new Error('the register was never read')
}
const reconcile = async (): Promise<void> => {
  const runId = newId()
  await shop.write(async (tx) => {
    await sql`insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
      values (${shop.context.organizationId}, ${runId}, ${shop.storeId}, 'waiting', 'person', 'test')`.execute(
      tx.db,
    )
    await reconcileStore(tx, {
      storeId: shop.storeId,
      runId,
      now: metrc.clock.now(),
      sourcesOf: storeSources,
    })
  })
}
interface Found {
  readonly id: string
  readonly class: string
  readonly state: string
  readonly closedHow: string | null
}
const found = (tag: string): Promise<Found[]> =>
  shop.rows<Found>(sql`select id, class, state, closed_how as "closedHow" from discrepancies where package_tag = ${tag} and class = 'quantity_drift'
    order by discovered_at`)
const send = () =>
  sendCorrections(
    { database: shops.database, writer: stateWriter(deps()), now: () => metrc.clock.now() },
    shop.context,
    shop.storeId,
  )
const confirm = (id: string) =>
  shop.write((tx) =>
    confirmCorrection(tx, stateWriter(deps()), {
      id,
      reasonCode: 'Entry Error',
      note: 'Counted twice.',
      now: metrc.clock.now(),
    }),
  )
const allowWrites = (enabled: boolean) =>
  shop.write((tx) => sql`update connections set writes_enabled = ${enabled}`.execute(tx.db))
const atState = (tag: string): string =>
  String(metrc.state.packages.all().find(({ Label }) => Label === tag)?.Quantity)

let planted = 0
/** Another package that lies on the shelf with two more than the register has. */
const plant = async (): Promise<{ tag: string; held: number }> => {
  const rows = metrc.state.packages
    .all()
    .filter(
      (each) => each.$licence === LICENCE && !each.IsFinished && each.ArchivedDate === null && !each.IsOnHold,
    )
    .toSorted((a, b) => (a.Label < b.Label ? -1 : 1))
  const row = rows[planted++]
  if (row === undefined) throw new Error('the shop is empty')
  const held = row.Quantity
  const productId = newId()
  const since = new Date(NOW.getTime() - 60 * 86_400_000)
  await shop.write(async (tx) => {
    const org = sql`${shop.context.organizationId}::uuid`
    await sql`insert into products (organization_id, id, sku, name, unit, price)
      values (${org}, ${productId}, ${`SKU-${row.Label}`}, 'Blue Dream', ${row.UnitOfMeasureName}, 20)`.execute(
      tx.db,
    )
    await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
      values (${org}, ${shop.storeId}, ${productId}, ${held + 2}, ${since})`.execute(tx.db)
    await sql`insert into lots (organization_id, id, store_id, product_id, lot_code, package_tag, received_at, known_at,
        known_quantity, on_hand)
      values (${org}, ${newId()}, ${shop.storeId}, ${productId}, ${row.Label}, ${row.Label}, ${since}, ${since},
        ${held + 2}, ${held + 2})`.execute(tx.db)
  })
  return { tag: row.Label, held }
}

describe('a difference between shelf and register', () => {
  const discovered = async () => {
    const one = await plant()
    await reconcile()
    const [drift] = await found(one.tag)
    expect(drift).toMatchObject({ class: 'quantity_drift', state: 'open' })
    return { ...one, id: drift?.id ?? '' }
  }

  it('is corrected at the register once, though the answer is lost, and verified by the next reading', async () => {
    const { tag, held, id } = await discovered()
    await allowWrites(true)
    await confirm(id)
    await expect(confirm(id)).rejects.toMatchObject({ code: 'correction_under_way' })
    metrc.trouble([{ kind: 'lost_answer', match: 'POST /packages/v2/adjust', times: 1 }])
    expect(await send()).toBe('again')
    expect((await found(tag))[0]?.state).toBe('correcting')
    metrc.clock.advance(60_000)
    expect(await send()).toBe('done')
    expect(atState(tag)).toBe(String(held + 2))
    expect((await found(tag))[0]?.state).toBe('awaiting_verification')
    metrc.clock.advance(HOUR)
    await pull()
    await reconcile()
    expect(await found(tag)).toMatchObject([{ id, state: 'resolved', closedHow: 'verified' }])
  })

  it('waits while writing is off, and while the register cannot be reached', async () => {
    const { tag, held, id } = await discovered()
    await confirm(id)
    expect(await send()).toBe('waiting')
    expect(await waits(id)).toEqual([{ state: 'waiting', waits_for: 'writes_off', attempts: 0 }])
    expect(atState(tag)).toBe(String(held))
    await allowWrites(true)
    metrc.trouble([{ kind: 'rate_limited', match: 'POST /packages/v2/adjust', amount: 1 }])
    expect(await send()).toBe('waiting')
    expect((await waits(id))[0]).toMatchObject({ state: 'waiting', waits_for: 'outage' })
    metrc.trouble([])
    expect(await send()).toBe('done')
    expect(atState(tag)).toBe(String(held + 2))
  })

  it('is counted in the outage it waited through, whose end sets the deadline for catching up', async () => {
    const { id } = await discovered()
    await confirm(id)
    metrc.trouble([{ kind: 'never_acts' }])
    metrc.clock.advance(HOUR)
    await shop.write((tx) =>
      sql`update connection_streams set next_due_at = ${metrc.clock.now()}`.execute(tx.db),
    )
    await pullConnection(deps(), shop.context, connectionId, new AbortController().signal)
    const standing = async () =>
      (await shop.read((read) => outages(read, { limit: 1 }, metrc.clock.now()))).items[0]
    expect(await standing()).toMatchObject({ endedAt: null, writesWaiting: 1, catchUp: null })
    metrc.trouble([])
    metrc.clock.advance(HOUR)
    await pull()
    await allowWrites(true)
    await send()
    const after = await standing()
    expect(after).toMatchObject({ writesWaiting: 1, catchUp: { basis: expect.any(String) } })
    expect((after?.catchUp?.dueAt ?? '') > (after?.endedAt ?? '')).toBe(true)
  })

  it('comes back open with the reason when the register refuses', async () => {
    const { tag, id } = await discovered()
    await allowWrites(true)
    await shop.write((tx) =>
      confirmCorrection(tx, stateWriter(deps()), {
        id,
        reasonCode: 'No such reason',
        note: '',
        now: metrc.clock.now(),
      }),
    )
    expect(await send()).toBe('done')
    expect((await found(tag))[0]?.state).toBe('open')
    const [row] = await shop.rows<{ state: string; message: string }>(
      sql`select state, message from corrections where discrepancy_id = ${id}`,
    )
    expect(row?.state).toBe('refused')
    expect(row?.message).toMatch(/reason/i)
  })

  const waits = (id: string) =>
    shop.rows(sql`select state, waits_for, attempts from corrections where discrepancy_id = ${id}`)
})
