import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addProduct, NOW, testShops, type Shop } from '../../test/shop.ts'
import {
  approvePurchaseOrder,
  createPurchaseOrder,
  invoice,
  invoices,
  purchaseOrder,
  receivePurchaseOrder,
  recordInvoice,
  settleInvoice,
} from '../index.ts'
import type { NewInvoice } from './contract.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let gummies: string
let vape: string
let orderId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  gummies = await addProduct(shop, { name: 'Gummies' })
  vape = await addProduct(shop, { name: 'Vape' })
  orderId = await ordered([
    { productId: gummies, quantity: '24', unitCost: '10' },
    { productId: vape, quantity: '10', unitCost: '20' },
  ])
})
afterAll(() => shops.close())

const ordered = async (
  lines: { productId: string; quantity: string; unitCost: string }[],
): Promise<string> => {
  const { storeId, vendorId } = shop
  const { id } = await shop.write((tx) => createPurchaseOrder(tx, { storeId, vendorId, lines }))
  const { version } = await shop.read((read) => purchaseOrder(read, id))
  await shop.write((tx) => approvePurchaseOrder(tx, { id, version, now: NOW }))
  return id
}
const receive = async (productId: string, quantity: string): Promise<void> => {
  const { lines } = await shop.read((read) => purchaseOrder(read, orderId))
  const lineId = lines.find((line) => line.productId === productId)!.id
  await shop.write((tx) =>
    receivePurchaseOrder(tx, {
      id: orderId,
      now: NOW,
      lines: [{ lineId, quantity, lotCode: `${productId}-${quantity}` }],
    }),
  )
}
const bill = (of: Partial<NewInvoice> = {}) =>
  shop.write((tx) =>
    recordInvoice(
      tx,
      {
        purchaseOrderId: orderId,
        number: 'INV-1',
        invoicedOn: '2026-04-14',
        dueOn: null,
        lines: [
          { productId: gummies, quantity: '24', unitPrice: '10' },
          { productId: vape, quantity: '10', unitPrice: '20' },
        ],
        freightMinor: 0,
        taxMinor: 0,
        discountMinor: 0,
        totalMinor: 44_000,
        note: '',
        ...of,
      },
      NOW,
    ),
  )
const load = (id: string) => shop.read((read) => invoice(read, id))

describe('a vendor’s invoice', () => {
  it('follows the goods: what is billed before it came differs until it is here', async () => {
    await receive(gummies, '24')
    const { id } = await bill()
    expect(await load(id)).toMatchObject({
      status: 'differs',
      differenceMinor: 20_000,
      lines: [
        { name: 'Gummies', findings: [], owedMinor: 24_000 },
        { name: 'Vape', findings: ['not_received'], received: '0', owedMinor: 0 },
      ],
    })
    await receive(vape, '10')
    expect(await load(id)).toMatchObject({ status: 'matched', differenceMinor: 0 })
  })

  it('is taken with charges that add up, and refused when they do not', async () => {
    const charges = { freightMinor: 1500, taxMinor: 250, discountMinor: 750 }
    await expect(bill({ ...charges, totalMinor: 44_000 })).rejects.toMatchObject({ code: 'total_differs' })
    expect((await shop.read((read) => invoices(read, { limit: 10 }))).items).toEqual([])
    const { id } = await bill({ ...charges, totalMinor: 45_000 })
    expect(await load(id)).toMatchObject({ ...charges, totalMinor: 45_000 })
  })

  it('is recorded once, in whatever letters, unless the first was void', async () => {
    const { id } = await bill()
    await expect(bill({ number: 'inv-1' })).rejects.toMatchObject({ code: 'known_invoice' })
    await shop.write((tx) => settleInvoice(tx, { id, decision: 'void', reason: 'Typed wrong', now: NOW }))
    expect((await bill({ number: 'inv-1' })).id).not.toBe(id)
    await expect(
      shop.write((tx) => settleInvoice(tx, { id, decision: 'accept', reason: 'x', now: NOW })),
    ).rejects.toMatchObject({ code: 'invoice_void' })
  })

  it('leaves to a second bill only what the first does not hold, and all of it once the first is void', async () => {
    await receive(gummies, '24')
    const lines = [{ productId: gummies, quantity: '24', unitPrice: '10' }]
    const first = await bill({ lines, totalMinor: 24_000 })
    const second = await bill({ number: 'INV-2', lines, totalMinor: 24_000 })
    expect(await load(first.id)).toMatchObject({ status: 'matched' })
    expect(await load(second.id)).toMatchObject({ status: 'differs', differenceMinor: 24_000 })
    await shop.write((tx) =>
      settleInvoice(tx, { id: first.id, decision: 'void', reason: 'Sent twice', now: NOW }),
    )
    expect(await load(second.id)).toMatchObject({ status: 'matched', differenceMinor: 0 })
  })

  it('keeps a person’s word when goods come later', async () => {
    const { id } = await bill()
    await shop.write((tx) => settleInvoice(tx, { id, decision: 'dispute', reason: 'Nothing came', now: NOW }))
    await receive(gummies, '24')
    expect(await load(id)).toMatchObject({
      status: 'disputed',
      settledReason: 'Nothing came',
      differenceMinor: 20_000,
    })
  })

  it('names what nobody ordered and what costs more than agreed', async () => {
    await receive(gummies, '24')
    const other = await addProduct(shop, { name: 'Unasked' })
    const lines = [
      { productId: gummies, quantity: '24', unitPrice: '10.50' },
      { productId: other, quantity: '1', unitPrice: '5' },
    ]
    const { id } = await bill({ lines, totalMinor: 25_700 })
    expect(await load(id)).toMatchObject({
      differenceMinor: 1200 + 500,
      lines: [{ findings: ['price_above'] }, { findings: ['not_ordered'] }],
    })
  })

  it('is refused for a draft, an unknown product and a product named twice', async () => {
    const { storeId, vendorId } = shop
    const line = { productId: gummies, quantity: '1', unitCost: '10' }
    const draft = await shop.write((tx) => createPurchaseOrder(tx, { storeId, vendorId, lines: [line] }))
    await expect(bill({ purchaseOrderId: draft.id })).rejects.toMatchObject({ code: 'not_ordered_yet' })
    const one = { quantity: '1', unitPrice: '10' }
    await expect(bill({ lines: [{ ...one, productId: orderId }], totalMinor: 1000 })).rejects.toMatchObject({
      code: 'not_found',
    })
    const twice = [1, 2].map(() => ({ ...one, productId: gummies }))
    await expect(bill({ lines: twice, totalMinor: 2000 })).rejects.toMatchObject({ code: 'product_twice' })
  })

  it('is listed by standing, order and store', async () => {
    await receive(gummies, '24')
    const lines = [{ productId: gummies, quantity: '24', unitPrice: '10' }]
    await bill({ lines, totalMinor: 24_000 })
    await bill({ number: 'INV-2', lines, totalMinor: 24_000 })
    const numbers = async (query: object): Promise<string[]> =>
      (await shop.read((read) => invoices(read, { limit: 10, ...query }))).items.map(({ number }) => number)
    expect(await numbers({})).toEqual(['INV-2', 'INV-1'])
    expect(await numbers({ status: 'differs' })).toEqual(['INV-2'])
    expect(await numbers({ purchaseOrderId: orderId, storeId: shop.storeId })).toHaveLength(2)
    const { nextCursor } = await shop.read((read) => invoices(read, { limit: 1 }))
    expect(await numbers({ cursor: nextCursor })).toEqual(['INV-1'])
  })
})
