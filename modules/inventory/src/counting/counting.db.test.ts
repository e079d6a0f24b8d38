import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../../test/shop.ts'
import { counterOf, nameOf, openSession, post } from '../../test/counting.ts'
import { sellUnits, stockLot } from '../../test/stocking.ts'
import {
  addFound,
  askRecount,
  cancelSession,
  countSession,
  countSessions,
  countStock,
  productStock,
  rebuildPosition,
  requireNotCountingBlind,
  reviewSession,
  saveEntries,
  snapshotHistory,
} from '../index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct({ cost: '5' })
})
afterAll(() => shops.close())

const stock = (of = productId) =>
  shop.read((read) => productStock(read, { storeId: shop.storeId, productId: of }))
const review = (sessionId: string, person = 'manager') =>
  shop.as(person).read((read) => reviewSession(read, { sessionId, limit: 500 }))
const lineOf = async (sessionId: string, name: string): Promise<string> =>
  (await review(sessionId)).items.find((line) => nameOf(line) === name)?.id ?? ''
const provesItself = async () =>
  expect(await shop.read((read) => rebuildPosition(read, { storeId: shop.storeId }))).toEqual([])

describe('a blind count', () => {
  it('tells counters nothing of what is expected until they have handed in', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-1': '9' })
    expect(await carl.sheet()).toMatchObject([{ packageTag: 'TAG-1', counted: '9', expected: null }])
    const asCarl = shop.as('carl')
    const seen = await asCarl.read(async (read) => [
      await countSession(read, sessionId),
      await countSessions(read, { limit: 10 }),
    ])
    expect(JSON.stringify(seen)).not.toMatch(/"(expected|onHand|variance|value)/)
    await expect(review(sessionId, 'carl')).rejects.toMatchObject({ code: 'still_counting' })
    const ask = (of: object) => asCarl.read((read) => requireNotCountingBlind(read, of))
    await expect(ask({ productId })).rejects.toMatchObject({ code: 'counting_blind' })
    await expect(ask({ storeId: shop.storeId })).rejects.toMatchObject({ code: 'counting_blind' })
    await ask({ productId: newId() })
    await shop.as('dora').read((read) => requireNotCountingBlind(read, { productId }))
    await carl.submit()
    await ask({ productId })
    expect(await review(sessionId, 'carl')).toMatchObject({
      items: [{ expected: '10', variance: '-1', varianceMinor: -400 }],
    })
  })

  it('stays unseen when it was called off in order to look', async () => {
    await stockLot(shop, productId)
    const sessionId = await openSession(shop)
    await shop.write((tx) => cancelSession(tx, { sessionId, reason: 'Delivery came' }))
    await expect(review(sessionId)).rejects.toMatchObject({ code: 'counted_blind' })
    await expect(counterOf(shop, sessionId, 'carl').start()).rejects.toMatchObject({ code: 'wrong_status' })
  })

  it('shows expectations when it is not blind, but never another person’s count', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop, { blind: false, people: 2 })
    const [carl, dora] = [counterOf(shop, sessionId, 'carl'), counterOf(shop, sessionId, 'dora')]
    await carl.start()
    await carl.count({ 'TAG-1': '8' })
    await carl.submit()
    await dora.start()
    expect(await dora.sheet()).toMatchObject([{ counted: null, expected: '10' }])
    await expect(review(sessionId, 'dora')).rejects.toMatchObject({ code: 'still_counting' })
  })
})

describe('posting a count', () => {
  it('counts each product at the moment it was counted, so that sales since then stand', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', expiresOn: '2027-01-01' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', expiresOn: '2027-06-01' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-1': '9' })
    await sellUnits(shop, productId, '2', { tag: 'TAG-1' })
    await expect(carl.submit()).rejects.toMatchObject({ code: 'lines_uncounted' })
    await carl.count({ 'TAG-2': '11' })
    expect(await carl.submit()).toEqual({ status: 'review', toRecount: 0 })
    await sellUnits(shop, productId, '3', { tag: 'TAG-2' })
    expect(await review(sessionId)).toMatchObject({
      totals: { lines: 2, counted: 2, different: 2, netMinor: 0, absoluteMinor: 800, problems: 0 },
      items: [
        {
          expected: '10',
          counted: '9',
          variance: '-1',
          entries: [{ pass: 1, counter: 'carl', quantity: '9' }],
        },
        { expected: '10', counted: '11', variance: '1' },
      ],
    })
    expect(await post(shop, sessionId)).toMatchObject({ posted: 1, different: 2 })
    // 9 − 2 and 11 − 3
    expect(await stock()).toMatchObject({
      onHand: '15',
      lots: [
        { packageTag: 'TAG-1', onHand: '7' },
        { packageTag: 'TAG-2', onHand: '8' },
      ],
    })
    expect((await review(sessionId)).items).toMatchObject([{ expected: '10' }, { expected: '10' }])
    await provesItself()
    const taken = await shop.read((read) =>
      snapshotHistory(read, {
        productId,
        from: new Date(Date.now() - 3_600_000),
        to: new Date(Date.now() + 3_600_000),
        limit: 9,
      }),
    )
    expect(taken.items).toMatchObject([
      { type: 'event', quantity: '11', packageTag: 'TAG-2', metadata: { countSessionId: sessionId } },
      { type: 'event', quantity: '9', packageTag: 'TAG-1' },
    ])
    const events = await shop.rows(sql`
      select event_type from audit_events where resource_type = 'count_session' order by id`)
    expect(events.map((row) => row['event_type'])).toEqual([
      'count.opened',
      'count.started',
      'count.submitted',
      'count.posted',
    ])
  })

  it('leaves what nobody counted as it was, and never takes it for zero', async () => {
    const other = await shop.addProduct({ name: 'Gummies' })
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await stockLot(shop, other, { packageTag: 'TAG-2' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-1': '0' })
    await carl.submit(true)
    expect((await review(sessionId)).totals).toMatchObject({ counted: 1, left: 1 })
    await post(shop, sessionId)
    expect((await stock()).onHand).toBe('0')
    expect((await stock(other)).onHand).toBe('10')
  })

  it('corrects lot by lot what was counted in part, in one room', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', room: 'Vault' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', room: 'Floor' })
    const sessionId = await openSession(shop, { scope: { kind: 'room', rooms: ['Floor'] } })
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    expect((await carl.sheet()).map(nameOf)).toEqual(['TAG-2'])
    await carl.count({ 'TAG-2': '7' })
    await sellUnits(shop, productId, '2', { tag: 'TAG-2' })
    await carl.submit()
    await post(shop, sessionId)
    expect(await stock()).toMatchObject({ onHand: '15', lots: [{ onHand: '10' }, { onHand: '5' }] })
    await provesItself()
  })

  it('names what cannot be told apart any more instead of guessing', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', room: 'Vault' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', room: 'Floor' })
    const sessionId = await openSession(shop, { scope: { kind: 'room', rooms: ['Floor'] } })
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-2': '7' })
    await sellUnits(shop, productId, '1')
    await carl.submit()
    expect((await review(sessionId)).items).toMatchObject([{ problem: 'changed_without_package' }])
    await expect(post(shop, sessionId)).rejects.toMatchObject({ code: 'lines_unsettled' })
    const lineId = await lineOf(sessionId, 'TAG-2')
    await post(shop, sessionId, { leaveOut: [lineId] })
    expect((await stock()).onHand).toBe('19')
  })

  it('refuses a product that somebody counted as a whole since', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-1': '7' })
    await carl.submit()
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId, quantity: '12' }))
    expect((await review(sessionId)).items).toMatchObject([{ problem: 'counted_again' }])
    await expect(post(shop, sessionId)).rejects.toMatchObject({ code: 'lines_unsettled' })
  })

  it('makes known what was unknown', async () => {
    await sellUnits(shop, productId, '3')
    const sessionId = await openSession(shop, { by: 'product' })
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ [productId]: '4' })
    await carl.submit()
    expect((await review(sessionId)).items).toMatchObject([{ expected: null, variance: null }])
    await post(shop, sessionId)
    expect((await stock()).onHand).toBe('4')
  })

  it('is not for whoever counted, unless the session says otherwise', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop)
    const manager = counterOf(shop, sessionId, 'manager')
    await manager.start()
    await manager.count({ 'TAG-1': '10' })
    await manager.submit()
    await expect(post(shop, sessionId)).rejects.toMatchObject({ kind: 'forbidden' })
    const alone = await openSession(shop, { separateReviewer: false })
    const again = counterOf(shop, alone, 'manager')
    await again.start()
    await again.count({ 'TAG-1': '10' })
    await again.submit()
    await post(shop, alone)
    await expect(post(shop, alone)).rejects.toMatchObject({ code: 'wrong_status' })
  })
})

describe('two people', () => {
  it('count on their own, and count again what they differ on', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', expiresOn: '2027-01-01' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', expiresOn: '2027-06-01' })
    const sessionId = await openSession(shop, { people: 2 })
    const [carl, dora] = [counterOf(shop, sessionId, 'carl'), counterOf(shop, sessionId, 'dora')]
    await carl.start()
    await carl.count({ 'TAG-1': '10', 'TAG-2': '10' })
    expect(await carl.submit()).toEqual({ status: 'counting', toRecount: 0 })
    await expect(carl.start()).rejects.toMatchObject({ kind: 'forbidden' })
    // a sale between the two: both are right about TAG-1
    await sellUnits(shop, productId, '1', { tag: 'TAG-1' })
    await dora.start()
    await dora.count({ 'TAG-1': '9', 'TAG-2': '8' })
    expect(await dora.submit()).toEqual({ status: 'counting', toRecount: 1 })
    expect(await carl.start()).toEqual({ pass: 3, recount: true })
    expect((await carl.sheet()).map(nameOf)).toEqual(['TAG-2'])
    await expect(dora.start()).rejects.toMatchObject({ code: 'being_counted' })
    await carl.count({ 'TAG-2': '8' })
    expect(await carl.submit()).toEqual({ status: 'review', toRecount: 0 })
    expect((await review(sessionId)).items).toMatchObject([
      { counted: '9', expected: '9', variance: '0' },
      { counted: '8', variance: '-2', entries: [{ quantity: '10' }, { quantity: '8' }, { quantity: '8' }] },
    ])
    await post(shop, sessionId)
    expect((await stock()).onHand).toBe('17')
    await provesItself()
  })

  it('leave nothing to one of them: a line only one counted is counted again', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop, { people: 2 })
    const [carl, dora] = [counterOf(shop, sessionId, 'carl'), counterOf(shop, sessionId, 'dora')]
    await carl.start()
    await carl.count({ 'TAG-1': '10' })
    await carl.submit()
    await dora.start()
    expect(await dora.submit(true)).toEqual({ status: 'counting', toRecount: 1 })
  })
})

describe('a reviewer', () => {
  it('can have lines counted once more, blind again', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    await carl.count({ 'TAG-1': '3' })
    await carl.submit()
    const lineId = await lineOf(sessionId, 'TAG-1')
    await shop.write((tx) => askRecount(tx, { sessionId, lineIds: [lineId], reason: 'Too far off' }))
    await expect(review(sessionId)).rejects.toMatchObject({ code: 'still_counting' })
    await carl.start()
    expect(await carl.sheet()).toMatchObject([{ counted: null, expected: null }])
    await carl.count({ 'TAG-1': '10' })
    await carl.submit()
    await post(shop, sessionId)
    expect((await stock()).onHand).toBe('10')
    await expect(
      shop.write((tx) => askRecount(tx, { sessionId, lineIds: [lineId], reason: 'x' })),
    ).rejects.toMatchObject({ code: 'wrong_status' })
  })
})

describe('what a counter finds', () => {
  it('can be a package thought empty, one nobody knows, or loose units', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await sellUnits(shop, productId, '10', { tag: 'TAG-1' })
    const other = await shop.addProduct({ name: 'Papers' })
    const sessionId = await openSession(shop, { scope: { kind: 'products', productIds: [productId, other] } })
    const carl = counterOf(shop, sessionId, 'carl')
    await carl.start()
    const find = (of: { packageTag?: string; productId?: string }) =>
      shop.as('carl').write((tx) => addFound(tx, { sessionId, ...of }))
    await expect(find({ packageTag: 'NEW-1' })).rejects.toMatchObject({ code: 'product_needed' })
    const { lineId } = await find({ packageTag: 'TAG-1' })
    expect(await find({ packageTag: 'TAG-1' })).toEqual({ lineId })
    await find({ packageTag: 'NEW-1', productId })
    await carl.count({ 'TAG-1': '2', 'NEW-1': '4', [productId]: '1', [other]: '5' })
    await carl.submit()
    expect((await review(sessionId)).items.find((line) => line.packageTag === 'NEW-1')).toMatchObject({
      found: true,
      expected: '0',
      variance: '4',
    })
    await post(shop, sessionId)
    expect(await stock()).toMatchObject({
      onHand: '7',
      lots: [
        { packageTag: 'TAG-1', onHand: '2' },
        { packageTag: 'NEW-1', onHand: '4' },
      ],
    })
    expect((await stock(other)).onHand).toBe('5')
    await provesItself()
  })

  it('needs its tag where only a room is counted', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1', room: 'Floor' })
    const sessionId = await openSession(shop, { scope: { kind: 'room', rooms: ['Floor'] } })
    await counterOf(shop, sessionId, 'carl').start()
    await expect(shop.as('carl').write((tx) => addFound(tx, { sessionId, productId }))).rejects.toMatchObject(
      { code: 'tag_needed' },
    )
  })
})

describe('a sheet', () => {
  it('covers what was asked for, in walking order', async () => {
    const flower = await shop.addProduct({ name: 'Alien OG' })
    await shop.rows(sql`update products set category = 'flower' where id = ${flower} returning id`)
    await stockLot(shop, flower, { packageTag: 'F-2', room: 'Vault' })
    await stockLot(shop, productId, { packageTag: 'P-1', room: 'Floor' })
    await stockLot(shop, flower, { packageTag: 'F-1', room: 'Floor' })
    const names = async (of: Parameters<typeof openSession>[1]) =>
      (await counterOf(shop, await openSession(shop, of), 'carl').sheet()).map(nameOf)
    expect(await names({})).toEqual(['F-1', 'P-1', 'F-2'])
    expect(await names({ scope: { kind: 'category', categories: ['flower'] } })).toEqual(['F-1', 'F-2'])
    expect(await names({ scope: { kind: 'room', rooms: ['Vault'] } })).toEqual(['F-2'])
    expect(await names({ by: 'product' })).toEqual([flower, productId])
    await expect(names({ scope: { kind: 'room', rooms: ['Attic'] } })).rejects.toMatchObject({
      code: 'nothing_to_count',
    })
    await expect(names({ by: 'product', scope: { kind: 'room', rooms: ['Vault'] } })).rejects.toMatchObject({
      code: 'room_by_package',
    })
  })

  it('can be chosen by risk: most dollars likely wrong for longest', async () => {
    const dear = await shop.addProduct({ name: 'Dear', cost: '900' })
    const sound = await shop.addProduct({ name: 'Sound', cost: '900' })
    for (const product of [productId, dear, sound]) await stockLot(shop, product, { lotCode: product })
    // just counted, and right
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId: sound, quantity: '10' }))
    const sessionId = await openSession(shop, { scope: { kind: 'risk', take: 2 } })
    const sheet = await counterOf(shop, sessionId, 'carl').sheet()
    expect(new Set(sheet.map((line) => line.productId))).toEqual(new Set([dear, productId]))
  })

  it('takes entries for its own lines, of its own time, from its own counter', async () => {
    await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const sessionId = await openSession(shop)
    const carl = counterOf(shop, sessionId, 'carl')
    await expect(carl.count({ 'TAG-1': '1' })).rejects.toMatchObject({ code: 'no_open_pass' })
    await carl.start()
    const [line] = await carl.sheet()
    const save = (of: object) =>
      shop
        .as('carl')
        .write((tx) =>
          saveEntries(tx, { sessionId, entries: [{ lineId: line?.id ?? '', quantity: '1', ...of }] }),
        )
    await expect(save({ quantity: '-1' })).rejects.toMatchObject({ code: 'bad_quantity' })
    await expect(save({ lineId: newId() })).rejects.toMatchObject({ code: 'unknown_lines' })
    await expect(save({ countedAt: new Date(Date.now() - 3_600_000) })).rejects.toMatchObject({
      code: 'bad_time',
    })
    await expect(save({ countedAt: new Date(Date.now() + 3_600_000) })).rejects.toMatchObject({
      code: 'bad_time',
    })
    await save({ quantity: '4' })
    await save({ quantity: '5', note: 'Counted twice' })
    expect(await carl.sheet()).toMatchObject([{ counted: '5', note: 'Counted twice' }])
    const stranger = await shops.open()
    await expect(counterOf(stranger, sessionId, 'eve').start()).rejects.toMatchObject({ kind: 'not_found' })
    await expect(counterOf(stranger, sessionId, 'eve').sheet()).rejects.toMatchObject({ kind: 'not_found' })
  })
})
