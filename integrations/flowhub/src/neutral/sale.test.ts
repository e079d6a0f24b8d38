import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, openShop } from '../shop.fixture.ts'
import { renderOrder, renderRow } from '../simulator/render.ts'
import type { FlowhubState, SimOrder, SimSettings, SimTax } from '../simulator/state.ts'
import { refund, sell, voidSale } from '../simulator/till.ts'
import { totalsOf } from '../simulator/totals.ts'
import { inventoryRow } from '../wire/inventory.ts'
import { order } from '../wire/order.ts'
import { goodsOf, type ProductNumber } from './goods.ts'
import { isSale, toSale, type FlowhubSale } from './sale.ts'

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)
const netOf = (sale: FlowhubSale): number => sum(sale.lines.map(({ netMinor }) => netMinor))
const taxOf = (sale: FlowhubSale): number =>
  sum(sale.lines.flatMap(({ taxes }) => taxes.map(({ minor }) => minor)))
const factsOf = (state: FlowhubState) => ({
  goods: goodsOf([...state.packages.values()].map((pack) => inventoryRow.parse(renderRow(state, pack)))),
})
const read = (state: FlowhubState, made: SimOrder, by: ProductNumber = 'variantId'): FlowhubSale =>
  toSale(order.parse(JSON.parse(JSON.stringify(renderOrder(state, made)))), factsOf(state), by)

const rates: fc.Arbitrary<SimTax[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Excise Tax', 'City Tax', 'County Tax', 'Sales Tax', 'Levy'),
    percentage: fc.integer({ min: 0, max: 3_500 }).map((n) => n / 100),
    adultUseOnly: fc.boolean(),
  }),
  { maxLength: 4, selector: ({ name }) => name },
)
const item = fc.record({
  pack: fc.integer({ min: 0, max: 5 }),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 90_000 }).map((n) => n / 1_000),
  ),
  grossMinor: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }),
  off: fc.integer({ min: 0, max: 60 }),
})
const sales = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 12 }),
  wholeOff: fc.integer({ min: 0, max: 30 }),
  feeMinor: fc.integer({ min: 0, max: 900 }),
  isMedical: fc.boolean(),
})
const settings: fc.Arbitrary<Partial<SimSettings>> = fc.record({
  refunds: fc.constantFrom('negative', 'positive'),
  prices: fc.constantFrom('before_discounts', 'after_discounts', 'with_taxes'),
  taxes: fc.constantFrom('line', 'piece'),
  items: fc.constantFrom('named', 'sku'),
})
type Spec = typeof sales extends fc.Arbitrary<infer T> ? T : never

const sold = (spec: Spec, taxes: readonly SimTax[], how: Partial<SimSettings>) => {
  const { state, skus } = openShop(how, taxes)
  const items = spec.items.map(({ pack, quantity, grossMinor, off }) => {
    const price = [3500, 1134, 1500][Math.floor(pack / 2)] ?? 0
    const gross = grossMinor ?? Math.round(Number((quantity * price).toFixed(6)))
    const discountMinor = Math.floor((gross * off) / 100)
    return { sku: skus[pack] ?? '', quantity, grossMinor: gross, discountMinor }
  })
  const left = sum(items.map(({ grossMinor, discountMinor }) => grossMinor - discountMinor))
  const made = sell(state, {
    soldAt: NOW,
    items,
    isMedical: spec.isMedical,
    feeMinor: spec.feeMinor,
    discountMinor: Math.floor((left * spec.wholeOff) / 100),
  })
  return { state, made }
}

test('whatever is sold and however prices are told, lines and taxes add up to the order to the penny', () => {
  fc.assert(
    fc.property(sales, rates, settings, (spec, taxes, how) => {
      const { state, made } = sold(spec, taxes, how)
      const sale = read(state, made)
      const totals = totalsOf(made, taxes)
      expect(netOf(sale)).toBe(totals.netMinor)
      expect(taxOf(sale)).toBe(totals.taxMinor)
      expect(sum(sale.lines.map(({ discountMinor }) => discountMinor))).toBe(totals.discountMinor)
      expect(sum(sale.tenders.map(({ minor }) => minor))).toBe(
        totals.netMinor + totals.taxMinor + made.feeMinor,
      )
    }),
    { numRuns: 400 },
  )
})

test('each line is told as the till reckoned it', () => {
  fc.assert(
    fc.property(sales, rates, settings, (spec, taxes, how) => {
      const { state, made } = sold(spec, taxes, { ...how, prices: 'before_discounts', taxes: 'line' })
      const sale = read(state, made)
      expect(sale.lines.map(({ netMinor }) => netMinor)).toEqual(
        totalsOf(made, taxes).items.map(({ netMinor }) => netMinor),
      )
    }),
    { numRuns: 150 },
  )
})

test('a refund of everything takes back what its lines sold for, whichever sign the till sends', () => {
  fc.assert(
    fc.property(sales, rates, settings, (spec, taxes, how) => {
      const { state, made } = sold({ ...spec, feeMinor: 0 }, taxes, how)
      const whole = read(state, made)
      const back = read(state, refund(state, { saleId: made.id, at: NOW }))
      expect(back.returnOf).toBe(made.id)
      expect(netOf(back)).toBe(0 - netOf(whole))
      expect(taxOf(back)).toBe(0 - taxOf(whole))
      expect(sum(back.tenders.map(({ minor }) => minor))).toBe(
        0 - sum(whole.tenders.map(({ minor }) => minor)),
      )
      for (const each of back.lines) expect(each).toMatchObject({ returned: true })
    }),
    { numRuns: 200 },
  )
})

test('an order struck out is newer than the same one standing, also when its totals were cleared', () => {
  const { state, skus } = openShop()
  const made = sell(state, { soldAt: NOW, items: [{ sku: skus[0] ?? '', quantity: 2 }] })
  const before = read(state, made)
  voidSale(state, made.id)
  const after = read(state, made)
  expect(after).toMatchObject({ voided: true, lines: [{ quantity: '2', netMinor: 7000 }] })
  expect(after.lastModified > before.lastModified).toBe(true)
  const cleared = { ...renderOrder(state, made), totals: { FinalTotal: 0, TotalTaxes: 0, TotalDiscounts: 0 } }
  expect(toSale(order.parse(cleared), factsOf(state), 'variantId')).toMatchObject({
    voided: true,
    lines: [{ netMinor: 7000 }],
  })
})

test('an order that contradicts itself, has no time or names no goods is refused with what to do', () => {
  const { state, skus } = openShop()
  const made = sell(state, { soldAt: NOW, items: [{ sku: skus[0] ?? '', quantity: 2 }] })
  const wire = renderOrder(state, made)
  const toldAs = (more: object) => toSale(order.parse({ ...wire, ...more }), { goods: {} }, 'variantId')
  const totals = wire['totals'] as object
  expect(() => toldAs({ totals: { ...totals, FinalTotal: 6500 } })).toThrow(
    /The prices of the lines of order 10000 .*Open it in Flowhub/,
  )
  expect(() => toldAs({ totals: { ...totals, TotalTaxes: 900 } })).toThrow('The taxes of the lines')
  expect(() => toldAs({ completedOn: null, createdAt: '' })).toThrow('when it was sold')
  const [row] = wire['itemsInCart'] as object[]
  const unnamed = { ...row, sku: null, productId: '', variantId: null }
  expect(() => toldAs({ itemsInCart: [unnamed] })).toThrow('names no product')
})

test('goods, cost, staff, units and kinds of taxes come over', () => {
  for (const items of ['named', 'sku'] as const) {
    const { state, skus } = openShop({ items })
    const made = sell(state, {
      soldAt: NOW,
      customerId: 'c-1',
      items: [{ sku: skus[2] ?? '', quantity: 1.25, discountMinor: 17 }],
    })
    const pack = state.packages.get(skus[2] ?? '')
    expect(read(state, made)).toMatchObject({
      soldAt: NOW.toISOString(),
      lastModified: NOW.toISOString(),
      customerExternalId: 'c-1',
      staff: 'Robin Till',
      isMedical: false,
      returnOf: null,
      tenders: [{ kind: 'cash' }],
      lines: [
        {
          productExternalId: pack?.variantId,
          packageTag: '1A4000B00010',
          quantity: '1.25',
          unit: 'g',
          unitPrice: '11.34',
          discountMinor: 17,
          netMinor: 1401,
          costMinor: 527,
          taxes: [
            { kind: 'excise', minor: 210 },
            { kind: 'sales', minor: 41 },
            { kind: 'local', minor: 123 },
          ],
        },
      ],
    })
    expect(read(state, made, 'productId').lines[0]?.productExternalId).toBe(pack?.productId)
  }
})

test('a tag that several packages share a number with is not guessed', () => {
  const { state, skus } = openShop({ items: 'named' })
  const made = sell(state, { soldAt: NOW, items: [{ sku: skus[0] ?? '', quantity: 1 }] })
  const wire = renderOrder(state, made)
  const [row] = wire['itemsInCart'] as object[]
  const { variantId } = state.packages.get(skus[0] ?? '') ?? {}
  const bySize = { ...row, sku: null, productId: null, variantId }
  const sale = toSale(order.parse({ ...wire, itemsInCart: [bySize] }), factsOf(state), 'variantId')
  expect(sale.lines).toMatchObject([{ productExternalId: variantId, packageTag: null, unit: 'each' }])
})

test('taxes and discounts of the whole order only are spread', () => {
  const { state, skus } = openShop()
  const items = [0, 2].map((n) => ({ sku: skus[n] ?? '', quantity: 1 }))
  const made = sell(state, { soldAt: NOW, discountMinor: 500, items })
  const wire = renderOrder(state, made)
  const bare = (wire['itemsInCart'] as object[]).map((row) => ({ ...row, tax: [], itemDiscounts: null }))
  const sale = toSale(order.parse({ ...wire, itemsInCart: bare }), factsOf(state), 'variantId')
  const whole = read(state, made)
  expect(netOf(sale)).toBe(netOf(whole))
  expect(taxOf(sale)).toBe(taxOf(whole))
  expect(sale.lines.map(({ discountMinor }) => discountMinor)).toEqual([378, 122])
  const inPercent = (wire['itemsInCart'] as object[]).map((row) => ({
    ...row,
    itemDiscounts: [{ percentOff: 10, penniesOff: 0 }],
  }))
  const parted = toSale(order.parse({ ...wire, itemsInCart: inPercent }), factsOf(state), 'variantId')
  expect(netOf(parted)).toBe(netOf(whole))
})

test('only what was paid is a sale', () => {
  for (const orderStatus of ['sold', 'Sold', null, 'refunded'])
    expect(isSale({ orderStatus, voided: false })).toBe(true)
  for (const orderStatus of ['pending', 'inQueue', 'Cancelled', 'deleted', 'unableToVerify'])
    expect(isSale({ orderStatus, voided: false })).toBe(false)
  expect(isSale({ orderStatus: 'deleted', voided: true })).toBe(true)
})
