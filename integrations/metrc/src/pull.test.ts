import { afterEach, expect, it } from 'vitest'
import type { Trouble } from '@suite/simulator'
import { packages } from './endpoints/packages.ts'
import { receipts } from './endpoints/sales.ts'
import { pullChanges, type Pulled } from './pull.ts'
import { LICENCE, NOW, openShop, stock, type Shop } from './shop.fixture.ts'
import { addReceipt } from './simulator/index.ts'
import { writeRows } from './writes.ts'

let shop: Shop | undefined
afterEach(async () => {
  await shop?.stop()
  shop = undefined
})
const open = async (...options: Parameters<typeof openShop>): Promise<Shop> =>
  (shop = await openShop(...options))
const HOUR = 3_600_000
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR)

/** Labels by id, as a mirror that upserts would hold them. */
const mirror = async (
  here: Shop,
  span: { from: Date; to: Date; rowsPerDay?: number },
): Promise<Map<number, string | null>> => {
  const held = new Map<number, string | null>()
  for await (const { rows } of pullChanges(here.client, packages.active, { licence: LICENCE }, span))
    for (const row of rows) held.set(row.Id, row.Note)
  return held
}
const truth = ({ simulator }: Shop): Map<number, string | null> =>
  new Map(simulator.state.packages.all().map(({ Id, Note }) => [Id, Note]))

it.each<[string, Trouble[]]>([
  ['nothing', []],
  ['rows sent twice', [{ kind: 'doubled_rows' }]],
  ['rows in another order', [{ kind: 'shuffled_rows' }]],
  [
    'server faults and lost answers',
    [
      { kind: 'server_error', share: 0.3 },
      { kind: 'lost_answer', share: 0.3 },
    ],
  ],
  ['answers cut off', [{ kind: 'truncated_json', times: 1 }]],
  ['a storm of 429', [{ kind: 'rate_limited', times: 5 }]],
])('holds all of two months, however it is walked, in spite of %s', async (_, troubles) => {
  const here = await open()
  for (let hours = 1; hours < 1_400; hours += 20) stock(here, 2, 100, hours)
  here.simulator.trouble(troubles)
  const span = { from: hoursAgo(1_440), to: NOW }
  for (const rowsPerDay of [1, 1_000, undefined])
    expect(await mirror(here, { ...span, ...(rowsPerDay === undefined ? {} : { rowsPerDay }) })).toEqual(
      truth(here),
    )
})

it('goes forwards, and marks the end of each window once', async () => {
  const here = await open()
  stock(here, 45, 100, 20)
  stock(here, 2, 100, 90)
  const ends: Date[] = []
  const windows: Date[] = []
  const span = { from: hoursAgo(100), to: NOW, rowsPerDay: 1, longestPagedMs: 30 * HOUR }
  for await (const { window, last, rows, raw } of pullChanges(
    here.client,
    packages.active,
    { licence: LICENCE },
    span,
  )) {
    expect(raw).toHaveLength(rows.length)
    windows.push(window.end)
    if (last) ends.push(window.end)
  }
  expect(ends).toEqual(ends.toSorted((one, other) => one.getTime() - other.getTime()))
  expect(new Set(windows.map(Number))).toEqual(new Set(ends.map(Number)))
  expect(ends.at(-1)).toEqual(NOW)
  expect(windows.length).toBeGreaterThan(ends.length)
})

it('loses no change that became visible late, by its overlap', async () => {
  const here = await open({ settings: { lagMs: 4_000 } })
  const tags = stock(here, 30)
  const held = await mirror(here, { from: hoursAgo(2), to: NOW })
  let cursor = NOW
  for (const [index, tag] of tags.entries()) {
    const note = { PackageLabel: tag, Note: `change ${index}` }
    await writeRows(here.client, packages.note, [note], { licence: LICENCE })
    here.simulator.clock.advance(1_000)
    const to = here.simulator.clock.now()
    for (const [id, said] of await mirror(here, { from: cursor, to })) held.set(id, said)
    cursor = to
  }
  expect(held).not.toEqual(truth(here))
  here.simulator.clock.advance(5_000)
  for (const [id, said] of await mirror(here, { from: cursor, to: here.simulator.clock.now() }))
    held.set(id, said)
  expect(held).toEqual(truth(here))
})

it('is not stopped by a row unlike the documentation, and names it', async () => {
  const here = await open()
  const [, odd = ''] = stock(here, 3)
  const { state } = here.simulator
  state.packages.change(state.tagIds.get(odd) ?? 0, NOW, (row) => ({ ...row, Quantity: Number.NaN }))
  const where = { licence: LICENCE }
  for (const rowsPerDay of [0, 1_000]) {
    const span = { from: hoursAgo(240), to: NOW, rowsPerDay }
    const pages: Pulled<unknown>[] = []
    for await (const page of pullChanges(here.client, packages.active, where, span)) pages.push(page)
    expect(pages.flatMap(({ rows }) => rows)).toHaveLength(2)
    expect(pages.flatMap(({ raw }) => raw)).toHaveLength(3)
    expect(pages.flatMap(({ refused }) => refused)).toMatchObject([
      { raw: { Label: odd }, fields: [{ path: 'Quantity' }] },
    ])
  }
  await expect(here.client.whole(packages.active, where)).rejects.toMatchObject({
    code: 'vendor_shape',
    problems: [{ path: '1.Quantity' }],
  })
})

it('pulls receipts by their last change', async () => {
  const here = await open()
  const [tag = ''] = stock(here, 1)
  for (let hour = 0; hour < 50; hour += 1) {
    const lines = [{ tag, quantity: 1, unit: 'Each', amount: 10 }]
    addReceipt(
      here.simulator.state,
      LICENCE,
      { number: `R-${hour}`, soldAt: hoursAgo(hour), lines },
      hoursAgo(hour),
    )
  }
  const numbers: (string | null)[] = []
  const span = { from: hoursAgo(60), to: NOW }
  for await (const { rows } of pullChanges(here.client, receipts.active, { licence: LICENCE }, span))
    numbers.push(...rows.map((row) => row.ExternalReceiptNumber))
  expect(new Set(numbers).size).toBe(50)
})
