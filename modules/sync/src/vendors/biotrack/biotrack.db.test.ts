import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  acceptTransfer,
  addPackage,
  addRoom,
  addSale,
  addSample,
  adjustPackage,
  changePackage,
  DEMO_SHOP,
  shipTransfer,
  smallShop,
  startBioTrackSimulator,
  undoSale,
  type BioTrackSimulator,
  type SimSettings,
} from '@suite/biotrack/simulator'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, localLimiter, type Send } from '@suite/outbound'
import type { Trouble } from '@suite/simulator'
import { testShops, type Shop } from '../../../test/shop.ts'
import { addConnection, pullConnection } from '../../index.ts'
import { bioTrackAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const { licence, company, username, password } = DEMO_SHOP
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))
const nothing = (): void => undefined

const shops = testShops()
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())
afterAll(async () => (await shops).close())

/** Without the pace BioTrack is called with, which would only cost time here. */
const unpaced = (): Send => {
  const send = createSend({ limiter: localLimiter(), retries: 3, sleep: () => Promise.resolve() })
  return (request) => send({ ...request, claims: [] })
}

interface Connected {
  readonly shop: Shop
  /** Pulls until everything is taken. */
  settle(): Promise<void>
  pull(): Promise<string>
}

const connect = async (
  settings: Readonly<Record<string, string>>,
  simulated: Partial<SimSettings> = {},
): Promise<Connected> => {
  const { database, open } = await shops
  const shop = await open()
  await shop.write((tx) => sql`update stores set state = 'ND' where id = ${shop.storeId}`.execute(tx.db))
  biotrack = await startBioTrackSimulator({ state: smallShop(NOW, 5, simulated), start: NOW, seed: 5 })
  const address = settings['interface'] === 'rest' ? biotrack.url : `${biotrack.url}/serverjson.asp`
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, bioTrackAdapter, {
      storeId: shop.storeId,
      name: 'BioTrack',
      settings: { licence, company, address, ...settings },
      credentials: { username, password },
    }),
  )
  const pull = async (): Promise<string> => {
    await shop.write((tx) =>
      sql`update connection_streams set next_due_at = ${biotrack.clock.now()}`.execute(tx.db),
    )
    const { status } = await pullConnection(
      {
        database,
        enqueue: shop.deps.enqueue,
        sealer,
        adapters: new Map([['biotrack', bioTrackAdapter]] as const),
        log: { info: nothing, warn: nothing, error: nothing } as never,
        now: () => biotrack.clock.now(),
        send: unpaced(),
      },
      shop.context,
      id,
      new AbortController().signal,
    )
    return status
  }
  return {
    shop,
    pull,
    settle: async () => {
      for (let tries = 0; tries < 30; tries += 1) {
        biotrack.clock.advance(60_000)
        if ((await pull()) === 'done') return
      }
      const why = await shop.rows(sql`select stream, failure from connection_streams`)
      throw new Error(`it never settled: ${JSON.stringify(why)}`)
    },
  }
}

/** What the product holds, in words. */
const standing = async ({ shop }: Connected) => {
  const words = async (query: ReturnType<typeof sql.raw>): Promise<string[]> =>
    (await shop.rows<{ word: string }>(query)).map(({ word }) => word).toSorted()
  return {
    packages: await words(sql`
      select concat_ws(' ', tag, trim_scale(quantity), unit, room, lab_state, item_name, case when on_hold then 'held' end)
        as word from mirror_packages where active`),
    receipts: await words(sql`
      select concat_ws(' ', state_id, voided, case when not voided then extract(epoch from sold_at)::bigint end,
        (select string_agg(concat_ws('/', l->>'tag', l->>'quantity', l->>'totalMinor'), ' ' order by l->>'tag')
          from jsonb_array_elements(lines) l)) as word from mirror_receipts`),
    transfers: await words(sql`
      select concat_ws(' ', manifest, shipper_licence, shipper_name, extract(epoch from received_at)::bigint,
        (select string_agg(concat_ws('/', p->>'tag', p->>'shippedQuantity', p->>'receivedQuantity', p->>'state'), ' '
          order by p->>'tag') from jsonb_array_elements(packages) p)) as word from mirror_transfers`),
  }
}

const LAB: Readonly<Record<string, string>> = {
  '-1': 'TestFailed',
  '0': 'SubmittedForTesting',
  '1': 'TestPassed',
}
const cents = (price: string): number => Math.round(Number(price) * 100)
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
const words = (...parts: readonly (string | number | boolean | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' ')

/** What the state holds, in the same words. */
const truth = () => {
  const { live } = biotrack.state
  const roomOf = (number: string | null) => live.rooms.get(`${licence} ${number ?? ''}`)
  const labOf = (barcode: string): string | null =>
    LAB[live.samples.all().findLast(({ parent }) => parent === barcode)?.result ?? ''] ?? null
  const sales = Map.groupBy(live.saleLines.all(), ({ sale }) => sale)
  const moved = Map.groupBy(
    live.moved.all().filter(({ to }) => to === licence),
    ({ manifest }) => manifest,
  )
  return {
    packages: live.packages
      .all()
      .filter(({ location, deleted }) => location === licence && !deleted)
      .map((row) => {
        const room = roomOf(row.room)
        const held = row.seized || room?.quarantine === true ? 'held' : null
        const { barcode, remaining, product } = row
        return words(barcode, remaining, 'Each', room?.name ?? null, labOf(barcode), product, held)
      })
      .toSorted(),
    receipts: [...sales]
      .flatMap(([id, lines]) => {
        const sale = live.sales.get(id)
        if (sale?.location !== licence) return []
        const standingLines = lines.filter(({ deleted }) => !deleted)
        const shown = (standingLines.length === 0 ? lines : standingLines)
          .map(({ barcode, quantity, price }) => `${barcode}/${quantity}/${cents(price)}`)
          .toSorted()
        // a voided row of the action API tells when it was voided: see the bounds below
        const isVoid = standingLines.length === 0
        return [words(id, isVoid ? 't' : 'f', isVoid ? null : seconds(sale.soldAt), ...shown)]
      })
      .toSorted(),
    transfers: [...moved]
      .map(([manifest, rows]) => {
        const from = rows[0]?.from ?? ''
        const times = rows.flatMap(({ received }) => (received === null ? [] : [seconds(received.at)]))
        const items = rows
          .map(({ goods, quantity, received }) =>
            received === null
              ? `${goods.barcode}/${quantity}/Shipped`
              : `${goods.barcode}/${quantity}/${received.quantity}/Accepted`,
          )
          .toSorted()
        const name = live.locations.get(from)?.name ?? ''
        return words(manifest, from, name, times.length === 0 ? null : Math.max(...times), ...items)
      })
      .toSorted(),
  }
}

const SPOILT: readonly Trouble[] = [
  { kind: 'server_error', share: 0.05 },
  { kind: 'lost_answer', share: 0.03 },
  { kind: 'never_acts', share: 0.03 },
  { kind: 'truncated_json', share: 0.03 },
  { kind: 'doubled_rows', share: 0.3 },
  { kind: 'shuffled_rows', share: 0.3 },
]

/** A day of the shop: everything that can change, changes. */
const liveOn = (): void => {
  const { state, clock } = biotrack
  const at = clock.now()
  const [first, second, third, fourth, fifth] = state.live.packages.all()
  const voided = [...state.live.sales.values()].at(120)
  const [manifest] = new Set(state.live.moved.all().map((row) => row.manifest))
  if (!first || !second || !third || !fourth || !fifth || !voided || manifest === undefined)
    throw new Error('the shop is empty')
  adjustPackage(state, first.barcode, { to: '12', type: '4', reason: 'Counted' }, at)
  changePackage(state, second.barcode, { seized: true }, at)
  changePackage(state, third.barcode, { location: '402002', room: null }, at)
  changePackage(state, fourth.barcode, { room: '3' }, at)
  changePackage(state, fifth.barcode, { deleted: true }, at)
  undoSale(state, voided.id, at)
  const line = { barcode: first.barcode, quantity: '1', price: '11.90' }
  addSale(state, licence, [line, { ...line, barcode: second.barcode, quantity: '2', price: '20.05' }], at)
  const [part] = state.live.moved.all()
  acceptTransfer(state, manifest, at, [part?.goods.barcode ?? ''])
  shipTransfer(
    state,
    { from: '403007', to: licence, packages: [{ type: '22', product: 'Mints', quantity: '30' }] },
    at,
  )
}

describe.each([{ interface: '' }, { interface: 'rest' }])('the interface "$interface"', (settings) => {
  it('mirrors every package, sale and transfer, and follows what changes while it misbehaves', async () => {
    // sales become visible up to three seconds late, so not in the order of their numbers
    const connected = await connect(settings, {
      lagMs: (id) => (id % 4) * 1000,
      sessionMs: 600_000,
      pageSize: 40,
    })
    biotrack.trouble(SPOILT)
    for (let tries = 0; tries < 4; tries += 1) await connected.pull()
    await connected.settle()
    expect(await standing(connected)).toEqual(truth())
    expect(truth().packages).toHaveLength(18)
    expect(truth().receipts).toHaveLength(300)

    for (let rounds = 0; rounds < 3; rounds += 1) {
      if (rounds === 0) liveOn()
      const at = biotrack.clock.now()
      const held = biotrack.state.live.packages.all().find(({ location }) => location === licence)
      if (held !== undefined)
        addSale(biotrack.state, licence, [{ barcode: held.barcode, quantity: '1', price: '9.99' }], at)
      biotrack.clock.advance(600_000)
      await connected.pull()
    }
    biotrack.trouble([])
    await connected.settle()
    expect(await standing(connected)).toEqual(truth())
    expect(truth().transfers).toHaveLength(2)
    const [before, voided, after] = [...biotrack.state.live.sales.values()].slice(119, 122)
    const [receipt] = await connected.shop.rows<{ id: string; at: Date }>(
      sql`select state_id as id, sold_at as at from mirror_receipts where voided`,
    )
    expect(receipt?.id).toBe(String(voided?.id))
    expect(receipt?.at.getTime()).toBeGreaterThanOrEqual(before?.soldAt.getTime() ?? Number.NaN)
    expect(receipt?.at.getTime()).toBeLessThanOrEqual(after?.soldAt.getTime() ?? Number.NaN)
    const refused = await connected.shop.rows(sql`select * from pull_refusals`)
    expect(refused).toEqual([])
  })
})

it('tells packages anew when only their room or a laboratory’s result changed', async () => {
  const connected = await connect({})
  await connected.settle()
  const at = biotrack.clock.now()
  addRoom(biotrack.state, { number: '2', location: licence, name: 'Cage', quarantine: true }, at)
  const held = biotrack.state.live.packages.all().at(10)
  if (held === undefined) throw new Error('the shop is empty')
  const { barcode } = held
  const sample = biotrack.state.newBarcode()
  addSample(biotrack.state, { barcode: sample, parent: barcode, location: licence, result: '-1' }, at)
  await connected.settle()
  expect(await standing(connected)).toEqual(truth())
  expect(truth().packages.filter((word) => word.includes('Cage') && word.endsWith('held'))).not.toEqual([])
  expect(truth().packages.filter((word) => word.includes('TestFailed'))).toHaveLength(2)
})

it('refuses a package of an unknown type with what to do, and takes it once the type is told', async () => {
  const connected = await connect({})
  addPackage(biotrack.state, { location: licence, type: '77', product: 'Rosin', remaining: '3' }, NOW)
  await connected.settle()
  const refused = await connected.shop.rows<{ code: string; reason: string }>(
    sql`select code, reason from pull_refusals`,
  )
  expect(refused).toEqual([
    {
      code: 'unknown_inventory_type',
      reason: expect.stringContaining('Add it to the connection') as unknown,
    },
  ])
  await connected.shop.write((tx) =>
    sql`update connections set settings = settings || '{"types":"77=Rosin=g"}'::jsonb`.execute(tx.db),
  )
  adjustPackage(
    biotrack.state,
    biotrack.state.live.packages.all().at(-1)?.barcode ?? '',
    { to: '2', type: '4', reason: 'x' },
    biotrack.clock.now(),
  )
  await connected.settle()
  expect(await connected.shop.rows(sql`select from pull_refusals`)).toEqual([])
  const [rosin] = await connected.shop.rows(sql`select unit from mirror_packages where item_name = 'Rosin'`)
  expect(rosin).toEqual({ unit: 'Grams' })
})

it('asks for little when nothing changed', async () => {
  const connected = await connect({})
  await connected.settle()
  biotrack.clock.advance(3_600_000)
  await connected.settle()
  const before = biotrack.log.length
  biotrack.clock.advance(600_000)
  await connected.pull()
  expect(biotrack.log.length - before).toBeLessThan(120)
})
