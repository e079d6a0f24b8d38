import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, openShop } from '../shop.fixture.ts'
import { renderTransaction } from '../simulator/render.ts'
import type { BlazeState, SimSettings, SimTax, SimTransaction } from '../simulator/state.ts'
import { refund, sell, voidSale } from '../simulator/till.ts'
import { totalsOf } from '../simulator/totals.ts'
import { transaction, type WireTransaction } from '../wire/transaction.ts'
import { isSale, toSale, type BlazeSale } from './sale.ts'

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)
const netOf = (sale: BlazeSale): number => sum(sale.lines.map(({ netMinor }) => netMinor))
const taxOf = (sale: BlazeSale, kind?: string): number =>
  sum(
    sale.lines.flatMap(({ taxes }) =>
      taxes.filter((tax) => kind === undefined || tax.kind === kind).map(({ minor }) => minor),
    ),
  )
const wireOf = (state: BlazeState, made: SimTransaction): WireTransaction =>
  transaction.parse(JSON.parse(JSON.stringify(renderTransaction(state, made))))
const read = (state: BlazeState, made: SimTransaction): BlazeSale => {
  const batches = Object.fromEntries(
    [...state.batches.values()].map(({ id, tag, costPerUnit }) => [
      id,
      { tag, unitCost: String(costPerUnit) },
    ]),
  )
  const units = Object.fromEntries(
    [...state.products.values()].map(({ id, unitType }) => [id, unitType === 'grams' ? 'g' : 'each']),
  )
  return toSale(wireOf(state, made), { batches, units })
}

const taxes: fc.Arbitrary<SimTax[]> = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('city', 'county', 'state', 'excise'),
    rate: fc.integer({ min: 0, max: 3_500 }).map((n) => n / 10_000),
  }),
  { maxLength: 4, selector: ({ kind }) => kind },
)
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 90_000 }).map((n) => n / 1_000),
)
const item = fc.record({
  product: fc.integer({ min: 0, max: 2 }),
  quantities: fc.array(quantity, { minLength: 1, maxLength: 2 }),
  unitPrice: fc.integer({ min: 1, max: 120_000 }).map((n) => n / 1_000),
  off: fc.integer({ min: 0, max: 60 }),
  break: fc.integer({ min: 80, max: 100 }),
})
const sales = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 10 }),
  wholeOff: fc.integer({ min: 0, max: 30 }),
  isMedical: fc.boolean(),
})
type Spec = typeof sales extends fc.Arbitrary<infer T> ? T : never
const settings: fc.Arbitrary<Partial<SimSettings>> = fc.record({
  refunds: fc.constantFrom('negative', 'positive'),
})

const sold = (spec: Spec, rates: readonly SimTax[], how: Partial<SimSettings>) => {
  const { state, batches } = openShop(how, rates)
  const items = spec.items.map((each) => {
    const whole = sum(each.quantities)
    const grossMinor = Math.round((Math.round(whole * each.unitPrice * 100) * each.break) / 100)
    return {
      taken: each.quantities.map((amount, n) => ({
        batchId: batches[each.product * 2 + n] ?? '',
        quantity: amount,
      })),
      unitPrice: each.unitPrice,
      grossMinor,
      discountMinor: Math.floor((grossMinor * each.off) / 100),
    }
  })
  const left = sum(items.map(({ grossMinor, discountMinor }) => grossMinor - discountMinor))
  const discountMinor = Math.floor((left * spec.wholeOff) / 100)
  const made = sell(state, { soldAt: NOW, items, isMedical: spec.isMedical, discountMinor })
  return { state, made }
}

test('whatever is sold, the lines add up to the cart to the penny, and so does each kind of tax', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { state, made } = sold(spec, rates, how)
      const sale = read(state, made)
      const totals = totalsOf(made, rates)
      expect(netOf(sale)).toBe(totals.netMinor)
      expect(taxOf(sale)).toBe(totals.taxMinor)
      expect(taxOf(sale, 'excise')).toBe(totals.byKind.excise)
      expect(taxOf(sale, 'local')).toBe(totals.byKind.city + totals.byKind.county)
      expect(sum(sale.tenders.map(({ minor }) => minor))).toBe(totals.netMinor + totals.taxMinor)
      const took = new Map<string, number>()
      for (const { batchId, quantity: amount } of made.items.flatMap(({ taken }) => taken))
        took.set(batchId, (took.get(batchId) ?? 0) + amount)
      for (const [batchId, amount] of took) {
        const tag = state.batches.get(batchId)?.tag
        const named = sale.lines.filter(({ packageTag }) => packageTag === tag)
        expect(sum(named.map((line) => Number(line.quantity)))).toBeCloseTo(amount, 3)
      }
    }),
    { numRuns: 300 },
  )
})

test('a refund of everything takes back what its lines sold for, whichever sign the till sends', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { state, made } = sold(spec, rates, how)
      const whole = read(state, made)
      const back = read(state, refund(state, { saleId: made.id, at: NOW }))
      expect(back.returnOf).toBe(made.id)
      expect(netOf(back)).toBe(0 - netOf(whole))
      expect(taxOf(back)).toBe(0 - taxOf(whole))
      for (const each of back.lines) expect(each).toMatchObject({ returned: true })
    }),
    { numRuns: 150 },
  )
})

test('struck out sales are told as such, open carts are no sales', () => {
  const { state, batches } = openShop()
  const made = sell(state, { soldAt: NOW, items: [{ taken: [{ batchId: batches[0] ?? '', quantity: 2 }] }] })
  voidSale(state, made.id, NOW)
  expect(read(state, made)).toMatchObject({ voided: true, lines: [{ quantity: '2', netMinor: 7000 }] })
  expect(isSale({ transType: 'Sale', status: 'Void' })).toBe(true)
  expect(isSale({ transType: 'Sale', status: 'InProgress' })).toBe(false)
  expect(isSale({ transType: 'Transfer', status: 'Completed' })).toBe(false)
})

test('a cart whose totals its lines do not explain is refused with what they say', () => {
  const { state, batches } = openShop()
  const made = sell(state, { soldAt: NOW, items: [{ taken: [{ batchId: batches[0] ?? '', quantity: 2 }] }] })
  const wire = wireOf(state, made)
  const facts = { units: {}, batches: {} }
  expect(() => toSale({ ...wire, cart: { ...wire.cart, subTotalDiscount: '65' } }, facts)).toThrow(
    /65.*70\.00/,
  )
  const timeless = { ...wire, completedTime: null, processedTime: null, created: null }
  expect(() => toSale(timeless, facts)).toThrow('when it was made')
  // without the total after discounts the one before them counts
  const plain = { ...wire.cart, subTotalDiscount: null, subTotal: '70', calcCartDiscount: '10' }
  expect(netOf(toSale({ ...wire, cart: plain }, facts))).toBe(6000)
})

test('a split payment, staff, units and a price break come over', () => {
  const { state, batches } = openShop()
  const made = sell(state, {
    soldAt: NOW,
    memberId: 'm-1',
    isMedical: true,
    items: [{ taken: [{ batchId: batches[2] ?? '', quantity: 3.5 }], grossMinor: 3500, discountMinor: 17 }],
  })
  expect(read(state, made)).toMatchObject({
    soldAt: NOW.toISOString(),
    customerExternalId: 'm-1',
    staff: 'Robin Till',
    isMedical: true,
    lines: [
      { quantity: '3.5', unit: 'g', unitPrice: '10', discountMinor: 17, netMinor: 3483, costMinor: 1475 },
    ],
  })
  const wire = wireOf(state, made)
  const splitPayment = { cashAmt: '20', creditDebitAmt: '20.05', checkAmt: '0' }
  const cart = { ...wire.cart, paymentOption: 'Split', splitPayment }
  expect(toSale({ ...wire, cart }, { units: {}, batches: {} }).tenders).toEqual([
    { kind: 'cash', minor: 2000 },
    { kind: 'credit', minor: 2005 },
  ])
})
