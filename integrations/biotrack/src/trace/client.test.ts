import { afterEach, expect, it } from 'vitest'
import { tables } from '../classic/tables.ts'
import { classicOf, NOW, openShop, quickSend, traceOf } from '../shop.fixture.ts'
import { addPackage } from '../simulator/build.ts'
import { DEMO_SHOP } from '../simulator/demo.ts'
import type { BioTrackSimulator } from '../simulator/start.ts'
import { createTraceClient } from './client.ts'
import { traceInventoryApi, traceRooms, traceSales, traceTransfers } from './endpoints.ts'
import { pullTrace } from './pull.ts'

const { licence } = DEMO_SHOP
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())

const all = async (after: number) => {
  const found: string[] = []
  const pages: number[] = []
  for await (const { rows } of pullTrace(traceOf(biotrack), traceSales.all, ({ ID }) => ID, {
    after,
    overlap: 0,
  })) {
    found.push(...rows.map(({ ID }) => ID))
    pages.push(rows.length)
  }
  return { found, pages }
}

it('walks the pages of a list, each row once', async () => {
  biotrack = await openShop({ pageSize: 90 })
  const truth = [...biotrack.state.live.sales.keys()].map(String)
  const { found, pages } = await all(0)
  expect(found).toEqual(truth)
  expect(pages).toEqual([90, 90, 90, 30])
  const half = Number(truth[150])
  expect((await all(half)).found).toEqual(truth.slice(150))
})

it('says so where a server does not know our names of the query, instead of walking in a circle', async () => {
  biotrack = await openShop({ pageSize: 40, query: { since: 'a', cursor: 'b', location: 'c' } })
  await expect(all(0)).rejects.toThrow(/NextCursor: does not move on/)
})

it('counts transactions as the tables of the other interface do', async () => {
  biotrack = await openShop()
  const counters = await traceOf(biotrack).counters()
  const newest = Math.max(...biotrack.state.live.saleLines.seen(NOW).map(({ transaction }) => transaction))
  expect(counters.get('Sale')).toBe(newest)
})

it('signs in again once when the session ended', async () => {
  biotrack = await openShop({ sessionMs: 60_000 })
  const client = traceOf(biotrack)
  await client.page(traceRooms.all, {})
  biotrack.clock.advance(120_000)
  expect((await client.page(traceRooms.all, {})).rows).toHaveLength(3)
  expect(biotrack.state.sessions.size).toBe(2)
  biotrack.state.settings.sessionMs = -1
  await expect(client.page(traceRooms.all, {})).rejects.toMatchObject({ reason: 'session_over' })
})

it('refuses a wrong password in words a person can act on', async () => {
  biotrack = await openShop()
  const client = createTraceClient({
    send: quickSend(),
    baseUrl: biotrack.url,
    ...DEMO_SHOP,
    password: 'wrong',
  })
  await expect(client.signIn()).rejects.toMatchObject({ reason: 'login' })
})

it('receives a delivery, and what it wrote shows in the other interface', async () => {
  biotrack = await openShop()
  const client = traceOf(biotrack)
  const [waiting] = (await client.page(traceTransfers.incoming, { location: licence })).rows
  const Item = (waiting?.Item ?? []).map(({ InventoryID }) => ({
    InventoryID,
    ReceivedAmount: 60,
    UOM: 'each',
  }))
  await client.act(
    traceTransfers.receive,
    { LocationLicense: licence, Item },
    { path: { id: waiting?.ID ?? '' } },
  )
  const { rows } = await classicOf(biotrack).sync(tables.incoming)
  expect(rows.map(({ quantity }) => quantity)).toEqual(['60', '60', '60'])
})

it('names the value a path lacks, and a row it cannot read', async () => {
  biotrack = await openShop()
  const client = traceOf(biotrack)
  await expect(client.one(traceInventoryApi.one, { path: { id: '' } })).rejects.toThrow(
    /needs a value for id/,
  )
  await expect(client.one(traceInventoryApi.one, { path: { id: '1' } })).rejects.toMatchObject({
    status: 404,
  })
  addPackage(biotrack.state, { location: licence, type: '28', remaining: 'some' }, NOW)
  const { rows, refused } = await client.page(traceInventoryApi.all, {})
  expect([rows.length, refused.length]).toEqual([19, 1])
})
