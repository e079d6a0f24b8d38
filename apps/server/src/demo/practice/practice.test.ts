import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageByTag } from '@suite/metrc/simulator'
import type { EvergreenStore } from '../../../demo/generate.ts'
import { openingOf, type OpeningPlan } from '../../../demo/opening.ts'
import { BIOTRACK_COMPANY, BIOTRACK_USER, METRC_KEYS, dutchieKey } from './credentials.ts'
import { writeWhole, type PracticePorts } from './files.ts'
import { startPractice, type Practice } from './run.ts'
import type { PracticeStore, PracticeWorld } from './world-shape.ts'
import { instantAt } from './zone-time.ts'

const PLAN: OpeningPlan = { lastDay: '2026-03-31', seed: 420, days: 20 }
/** Two days after the opening, in the afternoon of Denver. */
const NOW = instantAt('2026-04-02', 15 * 3600, 'America/Denver')

let folder: string
const running: Practice[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-practice-'))
})
afterEach(async () => {
  for (const practice of running.splice(0)) await practice.stop()
  await rm(folder, { recursive: true, force: true })
})

const start = async (now = NOW): Promise<Practice> => {
  const practice = await startPractice({ folder, plan: PLAN, now: () => now })
  running.push(practice)
  return practice
}

const end = async (practice: Practice): Promise<void> => {
  running.splice(running.indexOf(practice), 1)
  await practice.stop()
}

/** Everything the systems could tell anybody, in the order of their ids. */
const told = ({ stores, metrc, biotrack: { live } }: PracticeWorld) => ({
  till: [...stores.values()].map(({ location }) => ({
    sales: [...location.sales.rows()],
    packages: [...location.packages.rows()],
  })),
  receipts: metrc.receipts.all(),
  packages: metrc.packages.all(),
  biotrack: Object.values({ packages: live.packages, lines: live.saleLines, moved: live.moved }).map(
    (shelf) => shelf.seen(new Date(NOW)),
  ),
  answers: [...live.answers],
  adjustments: live.adjustments.all(),
})

const placeOf = (world: PracticeWorld, key: EvergreenStore['key']): PracticeStore => {
  const place = world.stores.get(key)
  if (place === undefined) throw new Error(`There is no store ${key}.`)
  return place
}

/** Asks BioTrack's action interface, without a session unless one is given. */
const ask = async (ports: PracticePorts, body: object): Promise<Record<string, unknown>> => {
  const keys = { license_number: BIOTRACK_COMPANY, ...BIOTRACK_USER, nosession: 1 }
  const reply = await fetch(`http://127.0.0.1:${ports.biotrack}/serverjson.asp`, {
    method: 'POST',
    headers: { 'content-type': 'text/JSON' },
    body: JSON.stringify({ API: '4.0', ...keys, ...body }),
  })
  return (await reply.json()) as Record<string, unknown>
}

const locationAuthorization = `Basic ${Buffer.from(`${dutchieKey('denver')}:`).toString('base64')}`
const userAuthorization = `Basic ${Buffer.from(`${METRC_KEYS.vendorKey}:${METRC_KEYS.userKey}`).toString('base64')}`

/** Adjusts a package through the state's API, as the product does. */
const adjust = (practice: Practice, tag: string, by: number): Promise<Response> =>
  fetch(`http://127.0.0.1:${practice.ports.metrc}/packages/v2/adjust?licenseNumber=402R-90417`, {
    method: 'PUT',
    headers: { authorization: userAuthorization, 'content-type': 'application/json' },
    body: JSON.stringify([
      {
        Label: tag,
        Quantity: by,
        UnitOfMeasure: 'Each',
        AdjustmentReason: 'Entry Error',
        AdjustmentDate: '2026-04-02',
        ReasonNote: 'counted again',
      },
    ]),
  })

test('customers come in opening hours and till and state are told alike, but for what was planted', async () => {
  const { world } = await start()
  for (const { location, store } of world.stores.values()) {
    expect(location.sales.size).toBeGreaterThan(store.bestOfRange === null ? 50 : 5)
    for (const { soldAt } of location.sales.rows()) {
      const day = new Date(soldAt).toLocaleString('en-US', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: store.timeZone,
      })
      expect(Number(day)).toBeGreaterThanOrEqual(store.opens)
      expect(Number(day)).toBeLessThan(store.closes)
    }
  }
  const differing = (key: EvergreenStore['key']): number => {
    const { location, register } = placeOf(world, key)
    return [...location.packages.rows()]
      .filter(({ productId }) => register.follows(location.products.get(productId)?.sku ?? ''))
      .filter(({ tag, quantity }) => register.quantityOf(tag) !== quantity).length
  }
  // fewer at the state, unknown to it, fewer at the till; the others come from sales untold or told twice
  expect(differing('denver')).toBeGreaterThanOrEqual(2)
  expect(differing('boulder')).toBeGreaterThanOrEqual(1)
  expect(differing('santa-fe')).toBeGreaterThanOrEqual(1)
  for (const key of world.stores.keys()) expect(differing(key)).toBeLessThan(12)
  expect(world.metrc.packages.all().filter(({ IsOnHold }) => IsOnHold)).toHaveLength(1)
  for (const { store } of world.stores.values()) {
    if (store.register !== 'metrc') continue
    const coming = world.metrc.transfers
      .all()
      .flatMap(({ $deliveries }) => $deliveries)
      .filter((delivery) => delivery.RecipientFacilityLicenseNumber === store.licenceNumber)
    expect(coming.map(({ $packages }) => $packages.length)).toEqual([4, 4])
  }
})

test('the store that reports to BioTrack is in its books only, under barcodes of 16 digits', async () => {
  const { world, ports } = await start()
  const { store, location, register } = placeOf(world, 'santa-fe')
  const packages = world.biotrack.live.packages.all()
  expect(packages.length).toBeGreaterThan(30)
  expect(packages.filter(({ barcode }) => !/^9146304\d{9}$/.test(barcode))).toEqual([])
  expect(world.metrc.facilities.has(store.licenceNumber)).toBe(false)
  const [adjusted, ...others] = world.biotrack.live.adjustments.all()
  expect(others).toEqual([])
  expect(Number(adjusted?.before) - Number(adjusted?.after)).toBe(4)
  const tag = adjusted?.barcode ?? ''
  const held = [...location.packages.rows()].find((each) => each.tag === tag)?.quantity ?? 0
  expect(held - (register.quantityOf(tag) ?? held)).toBe(4)
  const { data } = await ask(ports, { action: 'inventory_manifest_lookup', location: store.licenceNumber })
  expect(data).toMatchObject([{ item_count: '4', trade_name: expect.stringMatching(/\w/) as string }])
})

test('what was written to BioTrack stands again, and so do the numbers that refused writes used up', async () => {
  const first = await start()
  const barcodeid = first.world.biotrack.live.packages
    .all()
    .find(({ remaining }) => Number(remaining) > 9)?.barcode
  const { sessionid } = await ask(first.ports, {
    action: 'login',
    license_number: BIOTRACK_COMPANY,
    ...BIOTRACK_USER,
    nosession: 0,
  })
  const adjustTo = (barcode: string | undefined, nonce: string, session = sessionid) =>
    ask(first.ports, {
      action: 'inventory_adjust',
      sessionid: session,
      nosession: 0,
      nonce,
      data: { barcodeid: barcode, quantity: '7', quantity_uom: 'each', type: '1', reason: 'counted again' },
    })
  expect(await adjustTo(barcodeid, 'n-1')).toMatchObject({ success: 1 })
  expect(await adjustTo('1234567890123456', 'n-2')).toMatchObject({ success: 0, errorcode: '602' })
  expect(await adjustTo(barcodeid, 'n-3', 'no session')).toMatchObject({ success: 0, errorcode: '63' })
  expect(await adjustTo(barcodeid, 'n-4')).toMatchObject({ success: 1 })
  const before = told(first.world)
  const calls = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"kind":"call"'))
  expect(calls).toHaveLength(3)
  const second = await start()
  expect(told(second.world)).toEqual(before)
  expect(before.answers).toHaveLength(2)
  expect(second.world.biotrack.live.packages.get(barcodeid ?? '')?.remaining).toBe('7')
  // the sessions of before are good again where something was written with them
  expect(
    await ask(second.ports, { action: 'sync_inventory', sessionid, nosession: 0, download: 1 }),
  ).toMatchObject({ success: 1 })
})

test('a demo of an earlier version goes on with its own stores', async () => {
  const { stores, ...opening } = openingOf(PLAN)
  writeWhole(
    join(folder, 'opening.json'),
    JSON.stringify({ ...opening, stores: stores.filter(({ key }) => key !== 'santa-fe') }),
  )
  const { world } = await start()
  expect([...world.stores.keys()]).toEqual(['denver', 'boulder', 'ann-arbor'])
  expect(world.biotrack.live.packages.all()).toEqual([])
})

test('after a crash everything that was told stands again, and what was cut off is forgotten', async () => {
  const first = await start()
  const tag = [...first.world.metrc.packages.all()].find(
    ({ Quantity, $licence }) => Quantity > 9 && $licence === '402R-90417',
  )
  expect((await adjust(first, tag?.Label ?? '', -2)).status).toBe(200)
  const refused = await adjust(first, 'NO-SUCH-TAG', -2)
  expect(refused.status).toBe(400)
  const before = told(first.world)
  // nothing is closed in order: the second one reads what lies on disk
  appendFileSync(join(folder, 'journal.jsonl'), '{"kind":"sale","store":"den')
  const second = await start()
  expect(told(second.world)).toEqual(before)
  expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').endsWith('\n')).toBe(true)
  expect(packageByTag(second.world.metrc, tag?.Label ?? '')?.Quantity).toBe((tag?.Quantity ?? 0) - 2)
})

test('stopped early and gone on with, the same day is sold as without a stop', async () => {
  const morning = await start(NOW - 6 * 3_600_000)
  await end(morning)
  const later = await start()
  const parts = told(later.world)
  await end(later)
  await rm(join(folder, 'journal.jsonl'))
  const whole = told((await start()).world)
  expect(parts.till.map(({ sales }) => sales.map(({ soldAt, lines }) => [soldAt, lines.length]))).toEqual(
    whole.till.map(({ sales }) => sales.map(({ soldAt, lines }) => [soldAt, lines.length])),
  )
})

test('a journal that cannot be read is named with its line', async () => {
  await end(await start())
  appendFileSync(join(folder, 'journal.jsonl'), 'no journal\n')
  await expect(start()).rejects.toThrow(/Line \d+ of .*journal\.jsonl cannot be read/)
})

test('the till is answered for by its key', async () => {
  const { ports } = await start()
  const reply = await fetch(`http://127.0.0.1:${ports.dutchie}/whoami`, {
    headers: { authorization: locationAuthorization },
  })
  expect(await reply.json()).toMatchObject({ locationName: 'Evergreen Denver', licenseNumber: '402R-90417' })
})

test('a wall clock is found again through both changes of the clocks', () => {
  expect(new Date(instantAt('2026-03-08', 9 * 3600, 'America/Denver')).toISOString()).toBe(
    '2026-03-08T15:00:00.000Z',
  )
  expect(new Date(instantAt('2026-11-01', 9 * 3600, 'America/Denver')).toISOString()).toBe(
    '2026-11-01T16:00:00.000Z',
  )
  expect(new Date(instantAt('2026-07-01', 0, 'America/Detroit')).toISOString()).toBe(
    '2026-07-01T04:00:00.000Z',
  )
})
