import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { AppError, Decimal } from '@suite/kernel'
import { sql } from '@suite/db'
import { addProduct, NOW, testShops, type Shop } from '../test/shop.ts'
import {
  approvePurchaseOrder,
  cancelPurchaseOrder,
  createPurchaseOrder,
  editPurchaseOrder,
  purchaseOrder,
  receiveDelivery,
  receivePurchaseOrder,
  REPLENISHMENT_QUEUE,
  reorderDetail,
  sendPurchaseOrder,
  type OrderDetail,
} from './index.ts'
import { awaitedLines } from './queries/awaited-lines.ts'
import { SEND_QUEUE } from './commands/send-purchase-order.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let product: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  product = await addProduct(shop, { name: 'Blue Dream' })
})
afterAll(() => shops.close())

type Line = { productId: string; quantity: string; unitCost?: string | null }
const draft = async (lines: Line[] = [{ productId: product, quantity: '24' }]): Promise<OrderDetail> => {
  const { storeId, vendorId } = shop
  const { id } = await shop.write((tx) => createPurchaseOrder(tx, { storeId, vendorId, lines }))
  return load(id)
}
const load = (id: string): Promise<OrderDetail> => shop.read((read) => purchaseOrder(read, id))
const approve = (order: OrderDetail) =>
  shop.write((tx) => approvePurchaseOrder(tx, { id: order.id, version: order.version, now: NOW }))
const approved = async (lines?: Line[]): Promise<OrderDetail> => {
  const order = await draft(lines)
  await approve(order)
  return load(order.id)
}
type Entry = {
  quantity: string
  lineId?: string
  unitCost?: string
  lotCode?: string
  packageTag?: string
  reason?: string
  expiresOn?: string
  room?: string
}
const receive = (order: OrderDetail, ...entries: Entry[]) =>
  shop.write((tx) =>
    receivePurchaseOrder(tx, {
      id: order.id,
      now: NOW,
      lines: entries.map((entry) => ({ lotCode: '', lineId: order.lines[0]!.id, ...entry })),
    }),
  )
const onHand = async (): Promise<string | null> => {
  const { rows } = await shop.read((read) =>
    sql<{
      onHand: string | null
    }>`select trim_scale(on_hand) as "onHand" from stock_positions where product_id = ${product}`.execute(
      read.db,
    ),
  )
  return rows[0]?.onHand ?? null
}
const audits = async (eventType: string): Promise<{ risk_level: string; after: unknown }[]> => {
  const { rows } = await shop.read((read) =>
    sql<{
      risk_level: string
      after: unknown
    }>`select risk_level, after from audit_events where event_type = ${eventType}`.execute(read.db),
  )
  return rows
}

describe('a draft', () => {
  it('takes the cost of the product, leaves unknown costs unknown, and adds up', async () => {
    const free = await addProduct(shop, { name: 'No cost', cost: null })
    const order = await draft([
      { productId: product, quantity: '24' },
      { productId: free, quantity: '3' },
    ])
    expect(order).toMatchObject({
      status: 'draft',
      totalMinor: 42_000,
      unpricedLines: 1,
      createdBy: 'Dana Reyes',
    })
    expect(order.lines.map(({ unitCost, costMinor }) => [unitCost, costMinor])).toEqual([
      ['17.5', 42_000],
      [null, null],
    ])
  })

  it('names the lines it cannot take', async () => {
    const twice = { productId: product, quantity: '1' }
    await expect(draft([twice, twice])).rejects.toThrow(/"Blue Dream" is on the order twice/)
    const stranger = { productId: '0198c0de-0000-7000-8000-00000000dead', quantity: '1' }
    await expect(draft([stranger])).rejects.toMatchObject({
      code: 'bad_lines',
      problems: [{ path: 'lines.0.productId', message: 'no such product' }],
    })
  })

  it('is refused to whoever looked at an older version', async () => {
    const order = await draft()
    const edit = (version: number) =>
      shop.write((tx) => editPurchaseOrder(tx, { id: order.id, version, note: 'Ring the bell' }))
    await edit(order.version)
    await expect(edit(order.version)).rejects.toMatchObject({ kind: 'conflict', code: 'order_changed' })
    await expect(approve(order)).rejects.toThrow(/was changed since you opened it/)
    expect(await load(order.id)).toMatchObject({ note: 'Ring the bell', status: 'draft' })
  })
})

describe('approving', () => {
  it('puts the lines on order, sets the expected day, and is audited as high risk', async () => {
    const order = await approved()
    expect(order).toMatchObject({ status: 'approved', approvedBy: 'Dana Reyes', expectedOn: '2026-04-20' })
    expect(await audits('purchase_order.approved')).toMatchObject([
      { risk_level: 'high', after: { totalMinor: 42_000 } },
    ])
    await expect(approve(order)).rejects.toThrow(/is approved. Only a draft can be approved/)
    await expect(
      shop.write((tx) => editPurchaseOrder(tx, { id: order.id, version: order.version, note: 'x' })),
    ).rejects.toThrow(/Only a draft can be changed/)
  })

  it('refuses an empty order', async () => {
    const order = await draft()
    await shop.write((tx) => editPurchaseOrder(tx, { id: order.id, version: order.version, lines: [] }))
    await expect(approve(await load(order.id))).rejects.toThrow(/has no lines/)
  })
})

describe('sending', () => {
  const send = (order: OrderDetail, over: { to?: string; byHand?: boolean } = {}) =>
    shop.write((tx) => sendPurchaseOrder(tx, { id: order.id, now: NOW, ...over }))
  const runSending = (attempt = 1) => {
    const job = shop.jobs.findLast(({ queue }) => queue === SEND_QUEUE)!
    return shop.run(SEND_QUEUE, job.payload, attempt)
  }

  it('mails the order as a file to the vendor, once, and records it', async () => {
    const order = await approved()
    await send(order)
    expect(await load(order.id)).toMatchObject({
      status: 'approved',
      delivery: 'pending',
      sentTo: 'orders@northside.example',
    })
    await runSending()
    await runSending()
    expect(shop.mails).toHaveLength(1)
    expect(shop.mails[0]).toMatchObject({
      to: 'orders@northside.example',
      replyTo: 'dana@evergreen.example',
      subject: 'Purchase order 1 from Evergreen',
      attachments: [
        { fileName: 'purchase-order-1.pdf', contentType: 'application/pdf' },
        { fileName: 'purchase-order-1.csv' },
      ],
    })
    expect(shop.mails[0]!.text).toMatch(
      /for Capitol Hill \(licence 403-00123\)[^]*1 line, 420\.00 in total, wanted by 2026-04-20/,
    )
    expect(Buffer.from(shop.mails[0]!.attachments[0]!.content).toString('latin1')).toMatch(/^%PDF/)
    expect(shop.mails[0]!.attachments[1]!.content).toBe(
      'Purchase order;SKU;Product;Quantity;Unit;Unit cost;Line total\n1;SKU-Blue Dream;Blue Dream;24;each;17.5;420.00',
    )
    expect(await load(order.id)).toMatchObject({
      status: 'sent',
      delivery: 'sent',
      sentAt: NOW.toISOString(),
    })
    expect(await audits('purchase_order.sent')).toHaveLength(1)
  })

  it('keeps trying while the mail server is away, then tells', async () => {
    const order = await approved()
    await send(order)
    const away = new AppError('unavailable', 'mail_unavailable', 'The mail server could not be reached.')
    shop.mailFailures.push(away, away)
    await expect(runSending(1)).rejects.toThrow(/could not be reached/)
    expect(await load(order.id)).toMatchObject({ delivery: 'pending', deliveryFailure: away.message })
    await runSending(7)
    expect(await load(order.id)).toMatchObject({
      status: 'approved',
      delivery: 'failed',
      deliveryFailure: away.message,
    })
    await send(order)
    await runSending()
    expect(await load(order.id)).toMatchObject({ status: 'sent', delivery: 'sent', deliveryFailure: null })
  })

  it('does not try again what was refused for good', async () => {
    const order = await approved()
    await send(order, { to: 'nobody@northside.example' })
    shop.mailFailures.push(new AppError('invalid', 'mail_refused', 'No such user.'))
    await runSending()
    expect(await load(order.id)).toMatchObject({ delivery: 'failed', deliveryFailure: 'No such user.' })
    expect(shop.mails).toEqual([])
  })

  it('records a hand-over, and asks for an address where there is none', async () => {
    await shop.write((tx) => sql`update vendors set email = null`.execute(tx.db))
    const order = await approved()
    await expect(send(order)).rejects.toThrow(/no e-mail address/)
    await send(order, { byHand: true })
    expect(await load(order.id)).toMatchObject({ status: 'sent', delivery: 'by_hand', sentTo: null })
  })

  it('refuses drafts, and mails nothing of an order cancelled in the meantime', async () => {
    await expect(send(await draft())).rejects.toThrow(/still a draft. Approve it first/)
    const order = await approved()
    await send(order)
    await shop.write((tx) => cancelPurchaseOrder(tx, { id: order.id, now: NOW }))
    await runSending()
    expect(shop.mails).toEqual([])
    expect(await load(order.id)).toMatchObject({ status: 'cancelled' })
  })
})

describe('receiving', () => {
  it('takes goods in lot by lot with cost, tag, room and expiry, and ends when all has come', async () => {
    const order = await approved()
    await receive(
      order,
      { quantity: '10', lotCode: 'A', expiresOn: '2026-10-01', unitCost: '16.25', room: 'Vault' },
      { quantity: '2', packageTag: '1A4060300000001000000001' },
    )
    expect(await onHand()).toBe('12')
    const part = await load(order.id)
    expect(part).toMatchObject({
      status: 'partly_received',
      lines: [{ receivedQuantity: '12', openQuantity: '12' }],
    })
    expect(part.receipts).toMatchObject([
      {
        quantity: '10',
        unitCost: '16.25',
        lotCode: 'A',
        expiresOn: '2026-10-01',
        room: 'Vault',
        receivedBy: 'Dana Reyes',
      },
      { quantity: '2', unitCost: '17.5', packageTag: '1A4060300000001000000001', expiresOn: null },
    ])
    await receive(order, { quantity: '12' })
    expect(await onHand()).toBe('24')
    expect(await load(order.id)).toMatchObject({ status: 'received', closedAt: NOW.toISOString() })
    await expect(receive(order, { quantity: '1' })).rejects.toThrow(/is received.*take no more goods/)
  })

  it('changes nothing when one entry is wrong', async () => {
    const order = await approved()
    await expect(receive(order, { quantity: '5' }, { quantity: '100', reason: 'more' })).rejects.toThrow(
      /more than the/,
    )
    expect(await onHand()).toBeNull()
    expect((await load(order.id)).receipts).toEqual([])
  })

  it('keeps the reason of a surplus', async () => {
    const order = await approved()
    await receive(order, { quantity: '36', reason: 'Vendor sent a whole case more' })
    expect((await load(order.id)).receipts).toMatchObject([{ reason: 'Vendor sent a whole case more' }])
    expect(await load(order.id)).toMatchObject({ status: 'received', lines: [{ openQuantity: '0' }] })
  })

  it('asks what goods cost when nobody has said', async () => {
    const free = await addProduct(shop, { name: 'No cost', cost: null })
    const order = await approved([{ productId: free, quantity: '3' }])
    await expect(receive(order, { quantity: '3' })).rejects.toThrow(/Enter its unit cost/)
    await receive(order, { quantity: '3', unitCost: '2.125' })
    expect(await load(order.id)).toMatchObject({ status: 'received' })
  })

  it('closes what has not come when the rest is cancelled', async () => {
    const order = await approved()
    await receive(order, { quantity: '5' })
    await shop.write((tx) => cancelPurchaseOrder(tx, { id: order.id, now: NOW }))
    expect(await load(order.id)).toMatchObject({
      status: 'received',
      lines: [{ openQuantity: '0', receivedQuantity: '5' }],
    })
    await shop.run(REPLENISHMENT_QUEUE)
    const { plan } = await shop.read((read) =>
      reorderDetail(read, { storeId: shop.storeId, productId: product }),
    )
    expect(plan).toMatchObject({ onHand: '5', onOrder: '0' })
  })

  it('takes each delivery once when two people enter theirs at the same moment', async () => {
    const order = await approved()
    const outcomes = await Promise.allSettled([
      receive(order, { quantity: '20', lotCode: 'A' }),
      receive(order, { quantity: '20', lotCode: 'B' }),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await onHand()).toBe('20')
  })

  it('agrees with the ledger and with what is on order, whatever is done', async () => {
    const quantity = fc.integer({ min: 1, max: 120_000 }).map((n) => new Decimal(n).div(10_000).toFixed())
    const step = fc.oneof(
      { weight: 6, arbitrary: quantity.map((q) => ({ kind: 'receive' as const, quantity: q })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'cancel' as const }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        product = await addProduct(shop, { name: `P${performance.now()}` })
        const order = await approved()
        let taken = new Decimal(0)
        for (const each of steps) {
          if (each.kind === 'cancel')
            await shop.write((tx) => cancelPurchaseOrder(tx, { id: order.id, now: NOW })).catch(isRefusal)
          else if (
            (await receive(order, { quantity: each.quantity, reason: 'more came' }).catch(isRefusal)) !==
            undefined
          )
            taken = taken.plus(each.quantity)
        }
        const after = await load(order.id)
        const received = after.receipts.reduce((sum, { quantity: q }) => sum.plus(q), new Decimal(0))
        expect(received.toFixed()).toBe(taken.toFixed())
        expect(after.lines[0]!.receivedQuantity).toBe(taken.toFixed())
        expect((await onHand()) ?? '0').toBe(taken.toFixed())
        await shop.run(REPLENISHMENT_QUEUE)
        const { plan } = await shop.read((read) =>
          reorderDetail(read, { storeId: shop.storeId, productId: product }),
        )
        if (plan !== null) expect(plan.onOrder).toBe(after.lines[0]!.openQuantity)
      }),
      { numRuns: 15 },
    )
  })
})

/** A refused act leaves everything as it was; any other failure is a defect. */
const isRefusal = (error: unknown): undefined => {
  if (!(error instanceof AppError)) throw error
}

describe('a package that came with a manifest', () => {
  const deliver = (quantity: string, unitCost: string | null = '17', shipperLicence = '403R-1') =>
    shop.write((tx) =>
      receiveDelivery(tx, {
        storeId: shop.storeId,
        productId: product,
        quantity,
        unitCost,
        lotCode: 'LR-1',
        packageTag: 'TAG-1',
        expiresOn: '2027-01-31',
        shipperLicence,
        manifest: '0003412',
        now: NOW,
      }),
    )

  it('comes off the orders that wait for it, the oldest first, and the rest comes in unordered', async () => {
    const first = await approved([{ productId: product, quantity: '24' }])
    const second = await approved([{ productId: product, quantity: '24' }])
    await deliver('60')
    expect(await onHand()).toBe('60')
    expect((await load(first.id)).status).toBe('received')
    expect((await load(second.id)).status).toBe('received')
  })

  it('leaves an order open that it does not fill, and drafts alone', async () => {
    const waiting = await draft()
    const order = await approved()
    await deliver('10')
    expect(await load(order.id)).toMatchObject({ status: 'partly_received' })
    expect(await load(waiting.id)).toMatchObject({ status: 'draft' })
    expect(await onHand()).toBe('10')
  })

  it('leaves an order to another vendor alone', async () => {
    const order = await approved()
    await shop.write((tx) => sql`update vendors set licence_number = '403R-9'`.execute(tx.db))
    await deliver('10')
    expect(await load(order.id)).toMatchObject({ status: 'approved' })
    await shop.write((tx) => sql`update vendors set licence_number = '403R-1'`.execute(tx.db))
    await deliver('10')
    expect(await load(order.id)).toMatchObject({ status: 'partly_received' })
    expect(await onHand()).toBe('20')
  })

  it('finds what open orders to its shipper wait for', async () => {
    await draft()
    const order = await approved()
    await deliver('10')
    const awaited = async (shipperLicence: string) =>
      (await shop.read((read) => awaitedLines(read, { storeId: shop.storeId, shipperLicence }))).items
    expect(await awaited('403R-1')).toMatchObject([
      { orderId: order.id, productId: product, quantity: '24', openQuantity: '14', licenceKnown: false },
    ])
    await shop.write((tx) => sql`update vendors set licence_number = '403R-9'`.execute(tx.db))
    expect(await awaited('403R-1')).toEqual([])
    expect(await awaited('')).toHaveLength(1)
    await deliver('14', '17', '403R-9')
    expect(await awaited('403R-9')).toEqual([])
  })

  it('comes in without any order', async () => {
    await deliver('10', null)
    expect(await onHand()).toBe('10')
  })
})
