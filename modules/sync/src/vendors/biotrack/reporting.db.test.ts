import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  DEMO_SHOP,
  smallShop,
  startBioTrackSimulator,
  type BioTrackSimulator,
} from '@suite/biotrack/simulator'
import { setReporter, workOffStore } from '@suite/compliance'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { newId } from '@suite/kernel'
import { createSend, localLimiter, type Send } from '@suite/outbound'
import { chance } from '@suite/simulator'
import { testShops } from '../../../test/shop.ts'
import { addConnection, stateWriter } from '../../index.ts'
import { bioTrackAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const { licence, company, username, password } = DEMO_SHOP
const sealer = createSealer(masterKeys({ appSecret: 'a secret of a test that is long enough' }))

const shops = testShops()
let biotrack: BioTrackSimulator
afterEach(() => biotrack.stop())
afterAll(async () => (await shops).close())

const unpaced = (): Send => {
  const send = createSend({ limiter: localLimiter(), retries: 2, sleep: () => Promise.resolve() })
  return (request) => send({ ...request, claims: [] })
}

interface Sale {
  readonly number: string
  readonly at: Date
  readonly tag: string
}

/** A store of a BioTrack state whose sales the suite reports. */
const reportingShop = async (api: string, nonceReplay: boolean) => {
  const { database, open } = await shops
  const shop = await open()
  await shop.write((tx) => sql`update stores set state = 'ND' where id = ${shop.storeId}`.execute(tx.db))
  biotrack = await startBioTrackSimulator({ state: smallShop(NOW, 5, { nonceReplay }), start: NOW, seed: 5 })
  const address = api === 'rest' ? biotrack.url : `${biotrack.url}/serverjson.asp`
  const { id } = await shop.write((tx) =>
    addConnection(tx, sealer, bioTrackAdapter, {
      storeId: shop.storeId,
      name: 'BioTrack',
      settings: { licence, company, address, ...(api === '' ? {} : { interface: api }) },
      credentials: { username, password },
    }),
  )
  const tags = biotrack.state.live.packages.all().map(({ barcode }) => barcode)
  const productId = newId()
  const organizationId = shop.organizationId
  await shop.write(async (tx) => {
    await sql`update connections set writes_enabled = true`.execute(tx.db)
    await sql`insert into products (organization_id, id, sku, name, unit, price, category)
      values (${organizationId}, ${productId}, 'SKU-1', 'Gummies', 'each', 20, 'edibles')`.execute(tx.db)
    for (const tag of tags)
      await sql`insert into mirror_packages (organization_id, connection_id, side, tag, store_id, quantity, unit, active,
          last_modified, seen_at)
        values (${organizationId}, ${id}, 'state', ${tag}, ${shop.storeId}, 100, 'Each', true, ${NOW}, ${NOW})`.execute(
        tx.db,
      )
  })
  const writer = stateWriter({
    database,
    sealer,
    adapters: new Map([['biotrack', bioTrackAdapter]] as const),
    now: () => biotrack.clock.now(),
    send: unpaced(),
  })
  const now = () => biotrack.clock.now()
  return {
    tags,
    sell: ({ number, at, tag }: Sale) =>
      shop.write(async (tx) => {
        const receiptId = newId()
        await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day)
          values (${organizationId}, ${receiptId}, ${shop.storeId}, 'till', ${number}, 'sale', ${at}, ${at}::timestamptz::date)`.execute(
          tx.db,
        )
        await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id,
            occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
          values (${organizationId}, ${receiptId}, ${newId()}, 1, ${shop.storeId}, ${productId}, ${at},
            ${at}::timestamptz::date, 'sale', 2, 'each', 20, 4000, 4000, ${tag}, ${newId()})`.execute(tx.db)
      }),
    strikeOut: (number: string) =>
      shop.write(async (tx) => {
        await sql`update receipt_lines set kind = 'void' where receipt_id in (
          select id from receipts where external_id = ${number})`.execute(tx.db)
        await sql`update receipts set kind = 'void' where external_id = ${number}`.execute(tx.db)
      }),
    handOver: () =>
      shop.write((tx) =>
        setReporter(tx, writer, {
          storeId: shop.storeId,
          reporter: 'suite',
          since: new Date(NOW.getTime() - 86_400_000),
          reason: 'The till does not report',
          now: now(),
        }),
      ),
    workOff: () => workOffStore({ database, writer, now }, shop.context, shop.storeId),
    outbox: () =>
      shop.rows<{ kind: string; state: string; number: string; message: string | null }>(
        sql`select kind, state, receipt_number as number, message from corrections order by confirmed_at, id`,
      ),
  }
}

const remaining = () =>
  biotrack.state.live.packages.all().reduce((sum, held) => sum + Number(held.remaining), 0)

describe.each([
  ['', true],
  ['', false],
  ['rest', true],
] as const)('over the interface "%s" (nonces are known again: %s)', (api, nonceReplay) => {
  it('each sale is told once, equal baskets among them, whatever happens to the answers; a void follows', async () => {
    const shop = await reportingShop(api, nonceReplay)
    const before = new Set(biotrack.state.live.sales.keys())
    const stock = remaining()
    const random = chance(7)
    const sales = Array.from({ length: 16 }, (_, index) => ({
      number: `T-${index}`,
      at: new Date(NOW.getTime() - (16 - index) * 30_000),
      tag: shop.tags[index % 2] ?? '',
    }))
    for (const sale of sales) await shop.sell(sale)
    await shop.handOver()
    for (let round = 0; round < 10; round += 1) {
      biotrack.trouble(
        (['lost_answer', 'never_acts', 'server_error'] as const)
          .filter(() => random() < 0.6)
          .map((kind) => ({ kind, share: 0.25 })),
      )
      await shop.workOff()
      biotrack.clock.advance(60_000)
    }
    biotrack.trouble([])
    for (let times = 0; times < 30 && (await shop.workOff()) !== 'done'; times += 1)
      biotrack.clock.advance(60_000)
    const made = () => [...biotrack.state.live.sales.values()].filter(({ id }) => !before.has(id))
    expect((await shop.outbox()).map(({ state }) => state)).toEqual(sales.map(() => 'done'))
    expect(made()).toHaveLength(sales.length)
    expect(stock - remaining()).toBe(sales.length * 2)
    await shop.strikeOut('T-3')
    await shop.workOff()
    expect((await shop.outbox()).at(-1)).toMatchObject({ kind: 'void_report', state: 'done', number: 'T-3' })
    expect(stock - remaining()).toBe((sales.length - 1) * 2)
  })
})
