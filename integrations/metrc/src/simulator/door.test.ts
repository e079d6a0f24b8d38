import { afterEach, describe, expect, it } from 'vitest'
import { createSend, localLimiter } from '@suite/outbound'
import { createMetrcClient } from '../client.ts'
import { packages } from '../endpoints/packages.ts'
import { facilities, locations, sublocations } from '../endpoints/places.ts'
import { receipts } from '../endpoints/sales.ts'
import { MetrcError } from '../errors.ts'
import { rowsOf } from '../paging.ts'
import { LICENCE, NOW, openShop, OTHER_LICENCE, stock, type Shop } from '../shop.fixture.ts'
import { writeRows } from '../writes.ts'
import { addUser, packageByTag, PERMISSIONS } from './index.ts'
import { createMeter } from './meter.ts'
import { emptyMetrcState } from './state.ts'

let shop: Shop | undefined
afterEach(async () => {
  await shop?.stop()
  shop = undefined
})
const open = async (...options: Parameters<typeof openShop>): Promise<Shop> =>
  (shop = await openShop(...options))

/** The status of a bare call. */
const ask = async (
  { simulator }: Shop,
  path: string,
  { key = 'vendor:user', method = 'GET', body }: { key?: string; method?: string; body?: unknown } = {},
): Promise<Response> =>
  fetch(`${simulator.url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(key).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const active = `/packages/v2/active?licenseNumber=${LICENCE}`

describe('the door', () => {
  it('lets nobody in without both keys', async () => {
    const here = await open()
    const keys = ['vendor:user', 'vendor:other', 'other:user', 'vendor']
    const answers = await Promise.all(keys.map((key) => ask(here, active, { key })))
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401])
    expect((await fetch(`${here.simulator.url}${active}`)).status).toBe(401)
  })

  it('shows each person their facilities and permissions only', async () => {
    const here = await open({ flags: ['CanSellToConsumers'] })
    addUser(here.simulator.state, {
      key: 'reader',
      name: 'Rae',
      licences: [LICENCE],
      permissions: ['view packages'],
    })
    const reader = here.clientWith({ userKey: 'reader' })
    const where = { licence: LICENCE }
    expect((await reader.whole(facilities.all, {})).rows).toHaveLength(1)
    expect((await reader.whole(packages.active, where)).rows).toEqual([])
    const refused = [
      reader.whole(locations.active, where),
      reader.whole(packages.active, { licence: OTHER_LICENCE }),
      here.client.whole(sublocations.active, where),
      here.client.whole(receipts.active, where),
    ]
    for (const call of refused) await expect(call).rejects.toMatchObject({ status: 401, kind: 'forbidden' })
    await expect(
      writeRows(reader, packages.note, [{ PackageLabel: 'T', Note: 'n' }], where),
    ).resolves.toMatchObject([{ outcome: 'refused', error: { status: 401 } }])
  })

  it('asks for no permission it does not name', async () => {
    const here = await open()
    const all = addUser(here.simulator.state, {
      key: 'k',
      name: 'N',
      licences: [LICENCE],
      permissions: PERMISSIONS,
    })
    expect(all.permissions).toHaveLength(new Set(PERMISSIONS).size)
    const named = here.clientWith({ userKey: 'k' })
    await expect(named.whole(packages.active, { licence: LICENCE })).resolves.toMatchObject({ rows: [] })
  })

  it('knows no path that accepts a transfer', async () => {
    const here = await open()
    const path = `/transfers/v2/incoming/accept?licenseNumber=${LICENCE}`
    expect((await ask(here, path, { method: 'PUT', body: [{}] })).status).toBe(404)
  })
})

describe('lists', () => {
  const from = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString()

  it.each([
    ['a page of 21', `&pageSize=21`, 400],
    ['a page of 20', `&pageSize=20`, 200],
    ['page 0', `&pageSize=20&pageNumber=0`, 400],
    ['25 hours whole', `&lastModifiedStart=${from(25)}&lastModifiedEnd=${from(0)}`, 400],
    ['24 hours whole', `&lastModifiedStart=${from(24)}&lastModifiedEnd=${from(0)}`, 200],
    ['a month in pages', `&lastModifiedStart=${from(720)}&lastModifiedEnd=${from(0)}&pageSize=20`, 200],
    ['a range backwards', `&lastModifiedStart=${from(0)}&lastModifiedEnd=${from(2)}`, 400],
    ['no time', `&lastModifiedStart=yesterday`, 400],
  ])('answer %s', async (_, query, status) => {
    const here = await open()
    expect((await ask(here, `${active}${query}`)).status).toBe(status)
  })

  it('refuse two kinds of range at once', async () => {
    const here = await open()
    const range = `&lastModifiedStart=${from(2)}&salesDateStart=${from(2)}`
    expect((await ask(here, `/sales/v2/receipts/active?licenseNumber=${LICENCE}${range}`)).status).toBe(400)
  })

  it('give what changed in the last 24 hours when no range is asked, newest id first', async () => {
    const here = await open()
    stock(here, 3, 100, 30)
    const recent = stock(here, 25, 100, 2)
    const where = { licence: LICENCE }
    const { rows } = await here.client.whole(packages.active, where)
    expect(rows.map(({ Label }) => Label)).toEqual(recent.toReversed())
    const paged: string[] = []
    for await (const row of rowsOf(here.client, packages.active, where)) paged.push(row.Label)
    expect(paged).toEqual(recent.toReversed())
  })

  it('show a change only after the lag, with the time it was made', async () => {
    const here = await open({ settings: { lagMs: 4_000 } })
    const [tag = ''] = stock(here, 1)
    const note = { PackageLabel: tag, Note: 'dented' }
    const where = { licence: LICENCE, path: { idOrTag: tag } }
    await writeRows(here.client, packages.note, [note], { licence: LICENCE })
    expect(packageByTag(here.simulator.state, tag)?.Note).toBe('dented')
    expect((await here.client.one(packages.one, where)).Note).toBeNull()
    here.simulator.clock.advance(4_000)
    expect(await here.client.one(packages.one, where)).toMatchObject({ Note: 'dented', LastModified: NOW })
  })
})

describe('writes', () => {
  const notes = (tag: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ PackageLabel: tag, Note: `note ${index}` }))

  it('refuse more than ten objects, none, and no array', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const path = `/packages/v2/note?licenseNumber=${LICENCE}`
    const bodies: unknown[] = [notes(tag, 10), notes(tag, 11), [], {}]
    const answers = await Promise.all(bodies.map((body) => ask(here, path, { method: 'PUT', body })))
    expect(answers.map(({ status }) => status)).toEqual([200, 413, 400, 400])
  })

  it('undo all of a call when one row is wrong', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const adjustment = {
      Label: tag,
      UnitOfMeasure: 'Each',
      AdjustmentReason: 'Drying',
      AdjustmentDate: '2026-03-10',
    }
    const rows = [-1, -2, -1000].map((Quantity) => ({ ...adjustment, Quantity, ReasonNote: null }))
    const outcomes = await writeRows(here.client, packages.adjust, rows, { licence: LICENCE })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['held_back', 'held_back', 'refused'])
    expect(packageByTag(here.simulator.state, tag)?.Quantity).toBe(100)
    expect(here.simulator.state.adjustments.all()).toEqual([])
  })

  it('refuse in all three shapes, and the client reads each', async () => {
    const here = await open()
    const [tag = ''] = stock(here, 1)
    const where = { licence: LICENCE }
    const [byRow] = await writeRows(here.client, packages.note, [{ PackageLabel: 'none', Note: 'n' }], where)
    expect(byRow).toMatchObject({ error: { rows: [{ row: 0 }] } })
    const asObject = await here.client
      .page(packages.active, { ...where, query: { pageNumber: '0' } }, { number: 1, size: 1 })
      .catch((error: unknown) => error)
    expect(asObject).toBeInstanceOf(MetrcError)
    expect(asObject).toMatchObject({
      status: 400,
      rows: [],
      vendorMessages: ['The pageNumber "0" is invalid.'],
    })
    const generate = `/retailid/v2/generate?licenseNumber=${LICENCE}`
    const strings = await ask(here, generate, {
      method: 'POST',
      body: { PackageLabel: `${tag}0`, Quantity: 1 },
    })
    expect(await strings.json()).toEqual([`Package "${tag}0" was not found.`])
  })
})

describe('limits', () => {
  const limits = { facilityPerSecond: 5, keyPerSecond: 8, facilityConcurrent: 2, keyConcurrent: 3 }
  const meterAt = () => {
    const clock = { ms: 0 }
    const meter = createMeter({ ...emptyMetrcState().settings, limits }, () => clock.ms)
    return { clock, enter: (licence: string | null) => meter.enter(licence, 'key') }
  }
  const count = (
    enter: (licence: string | null) => (() => void) | null,
    licence: string | null,
    tries: number,
  ) =>
    Array.from({ length: tries }, () => {
      const leave = enter(licence)
      leave?.()
      return leave
    }).filter((leave) => leave !== null).length

  it('grant a facility and a key so many calls a second, and more as time passes', () => {
    const { clock, enter } = meterAt()
    expect(count(enter, 'A', 10)).toBe(5)
    expect(count(enter, 'B', 10)).toBe(3)
    expect(count(enter, null, 1)).toBe(0)
    clock.ms = 1_000
    expect(count(enter, 'A', 10)).toBe(5)
  })

  it('grant so many calls at once', () => {
    const { enter } = meterAt()
    const leave = enter('A')
    expect([enter('A') === null, enter('A') === null, enter('B') === null, enter('B') === null]).toEqual([
      false,
      true,
      false,
      true,
    ])
    leave?.()
    expect(enter('A')).not.toBeNull()
  })

  it('answer 429 with the seconds to wait, to GETs only', async () => {
    const here = await open({ settings: { limits: { ...limits, facilityPerSecond: 1 } } })
    const [tag = ''] = stock(here, 1)
    const first = await ask(here, active)
    const storm = await Promise.all([ask(here, active), ask(here, active)])
    expect(first.status).toBe(200)
    expect(storm.map(({ status }) => status)).toContain(429)
    expect(storm.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
    const body = [{ PackageLabel: tag, Note: 'n' }]
    const path = `/packages/v2/note?licenseNumber=${LICENCE}`
    const writes = await Promise.all([1, 2, 3].map(() => ask(here, path, { method: 'PUT', body })))
    expect(writes.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('never see a 429 of a client that keeps to them', async () => {
    const here = await open({ settings: { limits, latencyMs: 5 } })
    stock(here, 60)
    const client = createMetrcClient({
      send: createSend({ limiter: localLimiter() }),
      baseUrl: here.simulator.url,
      vendorKey: 'vendor',
      userKey: 'user',
      limits,
    })
    const pages = [1, 2, 3, 1, 2, 3, 1]
    await Promise.all(
      pages.map((number) => client.page(packages.active, { licence: LICENCE }, { number, size: 20 })),
    )
    expect(here.simulator.log.map(({ status }) => status)).toEqual(pages.map(() => 200))
  })
})
