import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { openApiDocument, type Caller, type Route } from '@suite/http'
import { testShops, type Shop } from '../test/shop.ts'
import { sellUnits, stockLot } from '../test/stocking.ts'
import { inventoryRoutes, STOCK_ACCESS, stockControlRoutes } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
let lotId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct({ cost: '5' })
  lotId = await stockLot(shop, productId, {
    packageTag: 'TAG-1',
    lotCode: 'H7',
    room: 'Vault',
    expiresOn: '2026-06-01',
    sellByOn: '2026-05-01',
  })
})
afterAll(() => shops.close())

const NOW = new Date('2026-04-20T16:00:00Z')
const routes = (): Route[] => [
  ...inventoryRoutes(),
  ...stockControlRoutes({
    now: () => NOW,
    expiryMeaning: (_, { state, category }) =>
      Promise.resolve(state === 'CO' && category === 'flower' ? 'notice_needed' : null),
  }),
]

interface Asked {
  readonly params?: object
  readonly query?: object
  readonly body?: object
  readonly person?: string
}

/** Answers as the API would: input and reply pass their shapes. */
const ask = async (
  name: string,
  { params = {}, query = {}, body, person = 'dana' }: Asked = {},
): Promise<Record<string, unknown>> => {
  const route = routes().find(({ spec }) => `${spec.method} ${spec.path}` === name)
  if (route === undefined) throw new Error(`There is no route ${name}.`)
  const input = {
    params: route.spec.params?.parse(params),
    query: route.spec.query?.parse(query),
    body: route.spec.body?.parse(body ?? {}),
  }
  const caller: Caller = {
    userId: person,
    organizationId: shop.organizationId,
    membershipId: newId(),
    role: 'owner',
    readOnly: false,
  }
  const hands = shop.as(person)
  if (route.kind === 'read')
    return route.spec.reply.parse(await hands.read((read) => route.handle(read, input, caller))) as Record<
      string,
      unknown
    >
  if (route.kind === 'write')
    return route.spec.reply.parse(await hands.write((tx) => route.handle(tx, input, caller))) as Record<
      string,
      unknown
    >
  throw new Error(`${name} is no read or write.`)
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1)
const footage = { camera: 'Vault 2', beganAt: '2026-04-20T15:00:00Z', endedAt: '2026-04-20T16:00:00Z' }

describe('the routes', () => {
  it('name a permission of theirs and show examples that fit their shapes', () => {
    const known: string[] = [...Object.values(STOCK_ACCESS), 'reports.read']
    for (const { spec } of routes()) {
      const name = `${spec.method} ${spec.path}`
      expect(known, name).toContain(spec.access)
      expect(spec.reply.safeParse(spec.example).error, name).toBeUndefined()
      if (spec.body !== undefined) expect(spec.body.safeParse(spec.bodyExample).error, name).toBeUndefined()
      if (spec.path.includes(':')) expect(spec.params, name).toBeDefined()
    }
    const names = routes().map(({ spec }) => `${spec.method} ${spec.path.replaceAll(/:\w+/g, ':')}`)
    expect(new Set(names).size).toBe(names.length)
    expect(openApiDocument(routes(), { title: 'x', version: '1', description: 'x' })).toMatchObject({
      openapi: '3.1.0',
    })
  })

  it('give a stranger nothing, whatever id they name', async () => {
    const { sessionId } = await ask('POST /count-sessions', {
      body: { storeId: shop.storeId, name: 'All', scope: { kind: 'all' } },
    })
    const { recallId } = await ask('POST /recalls', {
      body: { title: 'x', reason: 'x', scope: { by: 'product', id: productId } },
    })
    const { holdId } = await ask('POST /holds', { body: { storeId: shop.storeId, lotId, reason: 'x' } })
    await ask('POST /stock/adjustments', {
      body: { storeId: shop.storeId, productId, quantity: '-1', reason: 'x', footage },
    })
    const [seen] = await shop.rows<{ id: string }>(sql`select id from video_references`)
    const ids: Readonly<Record<string, unknown>> = {
      'count-sessions': sessionId,
      recalls: recallId,
      holds: holdId,
      lots: lotId,
      products: productId,
      stores: shop.storeId,
      footage: seen?.id,
    }
    const owner = shop
    shop = await shops.open()
    const tried: string[] = []
    for (const { spec } of routes().filter((route) => route.spec.path.includes(':id'))) {
      const id = ids[spec.path.split('/')[spec.path.split('/').indexOf(':id') - 1] ?? '']
      const query = { from: '2026-01-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
      const days = spec.path.endsWith('timeline') ? { from: '2026-01-01', to: '2026-01-02' } : query
      const asked = { params: { storeId: owner.storeId, id }, query: days, body: spec.bodyExample ?? {} }
      await expect(ask(`${spec.method} ${spec.path}`, asked), spec.path).rejects.toMatchObject({
        kind: 'not_found',
      })
      tried.push(spec.path)
    }
    expect(tried.length).toBeGreaterThan(18)
  })

  it('take a count from the sheet to the ledger, with its footage', async () => {
    const opened = await ask('POST /count-sessions', {
      body: { storeId: shop.storeId, name: 'Vault', scope: { kind: 'room', rooms: ['Vault'] }, footage },
    })
    const params = { id: opened['sessionId'] }
    const carl = { params, person: 'carl' }
    expect(await ask('POST /count-sessions/:id/passes', carl)).toEqual({ pass: 1, recount: false })
    const sheet = await ask('GET /count-sessions/:id/sheet', carl)
    expect(sheet).toMatchObject({ pass: 1, items: [{ packageTag: 'TAG-1', expected: null }] })
    const lineId = (sheet['items'] as { id: string }[])[0]?.id
    await ask('PUT /count-sessions/:id/entries', { ...carl, body: { entries: [{ lineId, quantity: '9' }] } })
    await ask('POST /count-sessions/:id/submit', carl)
    expect(await ask('GET /count-sessions/:id/review', { params })).toMatchObject({
      status: 'review',
      totals: { netMinor: -400 },
      items: [{ counted: '9', expected: '10' }],
    })
    expect(await ask('GET /count-sessions', { query: { status: 'review' } })).toMatchObject({
      items: [{ id: opened['sessionId'] }],
    })
    await ask('POST /count-sessions/:id/post', { params, body: { statement: 'Checked' } })
    expect(await ask('GET /count-sessions/:id', { params })).toMatchObject({
      status: 'posted',
      statement: 'Checked',
      footage: [{ camera: 'Vault 2', keptUntil: '2026-07-19T16:00:00.000Z' }],
      passes: [{ counter: 'carl', entries: 1 }],
    })
    expect(
      await ask('GET /stores/:storeId/products/:id/stock', {
        params: { storeId: shop.storeId, id: productId },
      }),
    ).toMatchObject({ onHand: '9', held: '0', available: '9' })
  })

  it('tell nobody who counts blind what they count, by any door of this module', async () => {
    const opened = await ask('POST /count-sessions', {
      body: { storeId: shop.storeId, name: 'All', scope: { kind: 'all' } },
    })
    const params = { id: opened['sessionId'] }
    await ask('POST /count-sessions/:id/passes', { params, person: 'carl' })
    const ofProduct = { storeId: shop.storeId, id: productId }
    const span = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
    const doors: [string, Asked][] = [
      ['GET /stores/:storeId/products/:id/stock', { params: ofProduct }],
      [
        'GET /stores/:storeId/products/:id/timeline',
        { params: ofProduct, query: { from: '2026-04-01', to: '2026-04-20' } },
      ],
      ['GET /movements', {}],
      ['GET /movements', { query: { productId } }],
      ['GET /reports/valuation', { query: { asOf: '2026-04-20' } }],
      ['GET /count-suggestions', { query: { storeId: shop.storeId } }],
      ['GET /products/:id/snapshots', { params: { id: productId }, query: span }],
      [
        'POST /stock/adjustments',
        { body: { storeId: shop.storeId, productId, quantity: '-9999', reason: 'Looking' } },
      ],
      [
        'POST /destructions',
        {
          body: {
            storeId: shop.storeId,
            productId,
            lotId,
            quantity: '9999',
            reason: 'Looking',
            method: 'None',
            witness: { name: 'Eve' },
            footage,
          },
        },
      ],
    ]
    for (const [name, asked] of doors)
      await expect(ask(name, { ...asked, person: 'carl' }), name).rejects.toMatchObject({
        code: 'counting_blind',
      })
    await expect(ask('GET /count-sessions/:id/review', { params, person: 'carl' })).rejects.toMatchObject({
      code: 'still_counting',
    })
    const leaving = { query: { days: 365 } }
    expect(await ask('GET /stock/leaving-sale', { ...leaving, person: 'carl' })).toMatchObject({
      items: [],
      lots: 0,
      totalMinor: 0,
    })
    expect(await ask('GET /stock/leaving-sale', leaving)).toMatchObject({ lots: 1, totalMinor: 4000 })
    const seen = [
      await ask('GET /holds', { person: 'carl' }),
      await ask('GET /count-sessions', { person: 'carl' }),
      await ask('GET /count-sessions/:id', { params, person: 'carl' }),
      await ask('GET /count-sessions/:id/sheet', { params, person: 'carl' }),
    ]
    expect(JSON.stringify(seen)).not.toContain('"10"')
  })

  it('hold and release, recall and trace', async () => {
    const { holdId } = await ask('POST /holds', {
      body: { storeId: shop.storeId, packageTag: 'TAG-1', reason: 'Retest' },
    })
    expect(await ask('GET /holds')).toMatchObject({ items: [{ id: holdId, lotCode: 'H7', liftedAt: null }] })
    await ask('POST /holds/:id/lift', { params: { id: holdId }, body: { reason: 'Passed' } })
    expect(await ask('GET /holds')).toMatchObject({ items: [] })
    expect(await ask('GET /holds', { query: { all: 'true' } })).toMatchObject({
      items: [{ liftReason: 'Passed' }],
    })
    const { recallId } = await ask('POST /recalls', {
      body: { title: 'Mould', reason: 'Failed retest', scope: { by: 'lot_code', values: ['H7'] } },
    })
    const params = { id: recallId }
    expect(await ask('POST /recalls/:id/trace', { params })).toEqual({ added: 1, items: 1 })
    expect(await ask('POST /recalls/:id/hold', { params })).toEqual({ held: 1, wouldHold: 0 })
    await ask('POST /recalls/:id/finish', { params, body: { outcome: 'Destroyed' } })
    expect(await ask('GET /recalls/:id', { params })).toMatchObject({ goods: [{ held: true, onHand: '10' }] })
    expect(await ask('GET /recalls/:id/sales', { params })).toMatchObject({ items: [] })
    expect(await ask('GET /recalls')).toMatchObject({ items: [{ id: recallId, status: 'finished' }] })
    expect(await ask('POST /recalls/:id/lift', { params, body: { reason: 'Withdrawn' } })).toEqual({
      lifted: 1,
    })
    for (const scope of [
      { by: 'product', id: newId() },
      { by: 'vendor', id: newId() },
    ])
      await expect(ask('POST /recalls', { body: { title: 'x', reason: 'x', scope } })).rejects.toMatchObject({
        kind: 'not_found',
      })
  })

  it('tell what leaves sale by its first date, what that means, and let dates be corrected', async () => {
    await shop.rows(sql`update products set category = 'flower' where id = ${productId} returning id`)
    expect(await ask('GET /stock/leaving-sale', { query: { days: 10 } })).toMatchObject({ items: [] })
    expect(await ask('GET /stock/leaving-sale', { query: { days: 11 } })).toMatchObject({
      lots: 1,
      totalMinor: 4000,
      uncostedLots: 0,
      items: [
        {
          leavesOn: '2026-05-01',
          basis: 'sell_by',
          meaning: 'notice_needed',
          expiresOn: '2026-06-01',
          onHand: '10',
          valueMinor: 4000,
        },
      ],
    })
    const params = { id: lotId }
    await ask('PATCH /lots/:id/dates', { params, body: { sellByOn: null, useByOn: '2026-05-20' } })
    expect(await ask('GET /stock/leaving-sale', { query: { days: 365 } })).toMatchObject({
      items: [{ leavesOn: '2026-05-20', basis: 'use_by', sellByOn: null, expiresOn: '2026-06-01' }],
    })
    await expect(ask('PATCH /lots/:id/dates', { params: { id: newId() }, body: {} })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  it('page through what leaves sale without missing or doubling a lot', async () => {
    for (let n = 0; n < 5; n++)
      await stockLot(shop, productId, { packageTag: `P-${n}`, expiresOn: '2026-05-01', quantity: '1' })
    const tags: string[] = []
    let cursor: unknown = undefined
    do {
      const page: Record<string, unknown> = await ask('GET /stock/leaving-sale', {
        query: { days: 60, limit: 2, ...(typeof cursor === 'string' && { cursor }) },
      })
      tags.push(...(page['items'] as { packageTag: string }[]).map((item) => item.packageTag))
      cursor = page['nextCursor']
      expect(page).toMatchObject({ lots: 6 })
    } while (typeof cursor === 'string')
    expect(tags.toSorted(byText)).toEqual(['P-0', 'P-1', 'P-2', 'P-3', 'P-4', 'TAG-1'])
  })

  it('keep snapshots and corrections with their footage', async () => {
    await ask('POST /stores/:id/snapshots', { params: { id: shop.storeId }, body: { note: 'Before' } })
    const span = { from: '2026-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
    expect(
      await ask('GET /products/:id/snapshots', { params: { id: productId }, query: span }),
    ).toMatchObject({ items: [{ lotId, quantity: '10', type: 'manual', metadata: { note: 'Before' } }] })
    const { movementId } = await ask('POST /stock/adjustments', {
      body: { storeId: shop.storeId, productId, quantity: '-1', reason: 'Broken', footage },
    })
    expect(await ask('GET /footage/ending', { query: { days: 89 } })).toMatchObject({ items: [] })
    const ending = await ask('GET /footage/ending', { query: { days: 91 } })
    expect(ending).toMatchObject({ items: [{ subjectType: 'movement', subjectId: movementId }] })
    const id = (ending['items'] as { id: string }[])[0]?.id
    await ask('POST /footage/:id/saved', { params: { id }, body: { savedAs: 'evidence/1.mp4' } })
    expect(await ask('GET /footage/ending', { query: { days: 91 } })).toMatchObject({ items: [] })
    expect(await ask('PUT /footage-settings', { body: { keptDays: 45 } })).toEqual({ keptDays: 45 })
    expect(await ask('GET /footage-settings')).toEqual({ keptDays: 45 })
    expect(() =>
      routes()
        .find(({ spec }) => spec.path === '/stock/adjustments')
        ?.spec.body?.parse({ storeId: shop.storeId, productId, quantity: '2', reason: 'x', kind: 'destroy' }),
    ).toThrow()
  })
})

describe('a destruction', () => {
  const destroy = (of: object = {}) =>
    ask('POST /destructions', {
      body: {
        storeId: shop.storeId,
        productId,
        lotId,
        quantity: '2',
        reason: 'Mould',
        method: 'Ground with coffee waste',
        witness: { name: 'Dora Park' },
        footage,
        ...of,
      },
    })

  it('is a movement of the ledger with camera, witness, method and reason', async () => {
    const { movementId, destructionId } = await destroy()
    expect(await ask('GET /destructions', { query: { storeId: shop.storeId } })).toMatchObject({
      items: [
        {
          id: destructionId,
          movementId,
          quantity: '2',
          packageTag: 'TAG-1',
          witnessName: 'Dora Park',
          destroyedBy: 'dana',
          footage: [{ camera: 'Vault 2', keptUntil: '2026-07-19T16:00:00.000Z' }],
        },
      ],
    })
    expect(await ask('GET /movements', { query: { productId, limit: 1 } })).toMatchObject({
      items: [{ id: movementId, kind: 'destroy', quantity: '-2', reason: 'Mould' }],
    })
    expect(
      await ask('GET /stores/:storeId/products/:id/stock', {
        params: { storeId: shop.storeId, id: productId },
      }),
    ).toMatchObject({ onHand: '8', lots: [{ onHand: '8' }] })
    const events = await shop.rows(
      sql`select event_type, risk_level from audit_events where resource_type = 'destruction'`,
    )
    expect(events).toEqual([{ event_type: 'stock.destruction_recorded', risk_level: 'critical' }])
  })

  it('may be of held goods, and refuses more than the lot holds', async () => {
    await ask('POST /holds', { body: { storeId: shop.storeId, lotId, reason: 'Mould' } })
    await destroy({ quantity: '10' })
    await expect(destroy({ quantity: '0.5' })).rejects.toMatchObject({ code: 'lot_too_small' })
  })

  it('needs another person as witness, goods of the store, and a time that has been', async () => {
    const [theirs, mine] = [newId(), newId()]
    await shop.rows(sql`
      insert into memberships (organization_id, id, user_id, display_name, email, role) values
        (${shop.organizationId}, ${mine}, ${mine}, 'Dana Fox', 'd@example.com', 'owner'),
        (${shop.organizationId}, ${theirs}, ${theirs}, 'Dora Park', 'p@example.com', 'manager') returning id`)
    const body = {
      storeId: shop.storeId,
      productId,
      lotId,
      quantity: '1',
      reason: 'Mould',
      method: 'Ground',
      footage,
    }
    const as = (witness: object) => ask('POST /destructions', { person: mine, body: { ...body, witness } })
    await expect(as({ name: 'Me', membershipId: mine })).rejects.toMatchObject({ code: 'own_witness' })
    await expect(as({ name: 'dana fox' })).rejects.toMatchObject({ code: 'own_witness' })
    await expect(as({ name: 'X', membershipId: newId() })).rejects.toMatchObject({ kind: 'not_found' })
    await as({ name: 'Dora Park', membershipId: theirs })
    await expect(destroy({ lotId: newId() })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(destroy({ destroyedAt: '2999-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'bad_time' })
    await expect(destroy({ footage: { ...footage, endedAt: '2026-04-20T14:00:00Z' } })).rejects.toMatchObject(
      { code: 'bad_footage' },
    )
    expect((await shop.rows(sql`select id from destructions`)).length).toBe(1)
  })

  it('counts towards its recall', async () => {
    await sellUnits(shop, productId, '1', { tag: 'TAG-1' })
    const { recallId } = await ask('POST /recalls', {
      body: { title: 'Mould', reason: 'Retest', scope: { by: 'package_tag', values: ['TAG-1'] } },
    })
    const params = { id: recallId }
    await ask('POST /recalls/:id/trace', { params })
    await destroy({ quantity: '9', recallId })
    expect(await ask('GET /recalls/:id', { params })).toMatchObject({
      totals: { onHand: '0', destroyed: '9' },
      goods: [{ onHandWhenTraced: '9', onHand: '0', destroyed: '9' }],
    })
    expect(await ask('GET /destructions', { query: { recallId } })).toMatchObject({
      items: [{ quantity: '9' }],
    })
  })
})
