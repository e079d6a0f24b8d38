import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, openShop } from '../shop.fixture.ts'
import { renderPackage, renderProduct, renderTicket } from '../simulator/render.ts'
import type { SimSettings, SimTax, SimTicket, TreezState } from '../simulator/state.ts'
import { cancel, refund, sell } from '../simulator/till.ts'
import { totalsOf } from '../simulator/totals.ts'
import { inventoryPackage } from '../wire/package.ts'
import { product } from '../wire/product.ts'
import { ticket } from '../wire/ticket.ts'
import { unitOf } from './product.ts'
import { isSale, toSale, type SaleFacts, type TreezSale } from './sale.ts'
import { tagsByBarcode } from './tags.ts'

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)
const netOf = (sale: TreezSale): number => sum(sale.lines.map(({ netMinor }) => netMinor))
const taxOf = (sale: TreezSale): number =>
  sum(sale.lines.flatMap(({ taxes }) => taxes.map(({ minor }) => minor)))
const factsOf = (state: TreezState): SaleFacts => ({
  units: Object.fromEntries(
    [...state.products.values()].map((each) => [each.id, unitOf(product.parse(renderProduct(each)))]),
  ),
  tags: tagsByBarcode(
    [...state.packages.values()].map((each) => inventoryPackage.parse(renderPackage(state, each))),
  ),
})
const wireOf = (state: TreezState, made: SimTicket): Record<string, unknown> =>
  JSON.parse(JSON.stringify(renderTicket(state, made))) as Record<string, unknown>
const read = (state: TreezState, made: SimTicket): TreezSale =>
  toSale(ticket.parse(wireOf(state, made)), factsOf(state))

const taxes: fc.Arbitrary<SimTax[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('State Excise Tax', 'City Tax', 'County Tax', 'Sales Tax'),
    rate: fc.integer({ min: 0, max: 3_500 }).map((n) => n / 10_000),
    adultUseOnly: fc.boolean(),
  }),
  { maxLength: 4, selector: ({ name }) => name },
)
const line = fc.record({
  pack: fc.integer({ min: 0, max: 5 }),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 90_000 }).map((n) => n / 1_000),
  ),
  unitPrice: fc.integer({ min: 1, max: 120_000 }).map((n) => n / 1_000),
  off: fc.integer({ min: 0, max: 60 }),
})
const sales = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  wholeOff: fc.integer({ min: 0, max: 30 }),
  feeMinor: fc.constantFrom(0, 550),
  isMedical: fc.boolean(),
})
const settings: fc.Arbitrary<Partial<SimSettings>> = fc.record({
  refunds: fc.constantFrom('negative', 'positive'),
})
type Spec = typeof sales extends fc.Arbitrary<infer T> ? T : never

const sold = (spec: Spec, rates: readonly SimTax[], how: Partial<SimSettings>) => {
  const { state, tags } = openShop(how, rates)
  const items = spec.lines.map(({ pack, quantity, unitPrice, off }) => {
    const gross = Math.round(quantity * unitPrice * 100)
    return { tag: tags[pack] ?? '', quantity, unitPrice, discountMinor: Math.floor((gross * off) / 100) }
  })
  const left = sum(items.map((each) => Math.round(each.quantity * each.unitPrice * 100) - each.discountMinor))
  const made = sell(state, {
    soldAt: NOW,
    items,
    feeMinor: spec.feeMinor,
    isMedical: spec.isMedical,
    discountMinor: Math.max(0, Math.floor((left * spec.wholeOff) / 100)),
  })
  return { state, made }
}

test('whatever is sold, the lines add up to the ticket to the penny', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { state, made } = sold(spec, rates, how)
      const sale = read(state, made)
      const totals = totalsOf(made, rates)
      expect(netOf(sale)).toBe(totals.netMinor)
      expect(taxOf(sale)).toBe(totals.taxMinor)
      expect(sale.lines).toHaveLength(spec.lines.length)
      expect(sum(sale.tenders.map(({ minor }) => minor))).toBe(
        totals.netMinor + totals.taxMinor + spec.feeMinor,
      )
    }),
    { numRuns: 300 },
  )
})

test('a return of everything takes back what its lines sold for, whichever sign the till sends', () => {
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

test('a ticket that was struck out is told as such; one on its way and one left empty are none', () => {
  const { state, tags } = openShop()
  const items = [{ tag: tags[0] ?? '', quantity: 2 }]
  const made = sell(state, { soldAt: NOW, items })
  cancel(state, made.id, NOW)
  expect(read(state, made)).toMatchObject({ voided: true, lines: [{ quantity: '2', netMinor: 7000 }] })
  expect(isSale(ticket.parse(wireOf(state, made)))).toBe(true)
  const order = wireOf(state, sell(state, { soldAt: NOW, items, isOpen: true }))
  expect(isSale(ticket.parse(order))).toBe(false)
  expect(isSale(ticket.parse({ ...order, order_status: 'REMOVED', items: [] }))).toBe(false)
  const emptied = ticket.parse({ ...wireOf(state, made), items: null })
  expect(isSale(emptied)).toBe(true)
  expect(() => toSale(emptied, factsOf(state))).toThrow('no longer says what was on it')
})

test('a ticket whose totals its lines do not explain is refused with what they say', () => {
  const { state, tags } = openShop()
  const made = sell(state, { soldAt: NOW, items: [{ tag: tags[0] ?? '', quantity: 2 }] })
  const wire = wireOf(state, made)
  const facts = factsOf(state)
  expect(() => toSale(ticket.parse({ ...wire, sub_total: 65 }), facts)).toThrow(/sub_total 65.*70\.00/)
  expect(() => toSale(ticket.parse({ ...wire, tax_total: 9 }), facts)).toThrow(/tax_total 9/)
  const timeless = { date_closed: null, last_updated_at: null, date_created: null }
  expect(() => toSale(ticket.parse({ ...wire, ...timeless }), facts)).toThrow('when it was closed')
})

test('a store that counts its fees into the total of goods is understood', () => {
  const { state, tags } = openShop()
  const items = [{ tag: tags[0] ?? '', quantity: 1 }]
  const wire = wireOf(state, sell(state, { soldAt: NOW, feeMinor: 550, items }))
  const sale = toSale(ticket.parse({ ...wire, sub_total: 40.5 }), factsOf(state))
  expect(sale.lines).toMatchObject([{ netMinor: 3500 }])
})

test('kinds of taxes, staff, customers, units and packages come over', () => {
  const { state, tags } = openShop()
  const made = sell(state, {
    soldAt: NOW,
    customerId: 2,
    items: [{ tag: tags[2] ?? '', quantity: 1.25, discountMinor: 17 }],
  })
  expect(read(state, made)).toMatchObject({
    soldAt: NOW.toISOString(),
    lastModified: NOW.toISOString(),
    customerExternalId: '2',
    staff: 'ROBIN TILL',
    isMedical: false,
    tenders: [{ kind: 'cash' }],
    lines: [
      {
        packageTag: tags[2],
        quantity: '1.25',
        unit: 'g',
        unitPrice: '11.336',
        discountMinor: 17,
        netMinor: 1400,
        costMinor: null,
        taxes: [
          { kind: 'excise', minor: 210 },
          { kind: 'sales', minor: 129 },
        ],
      },
    ],
  })
})

test('a line of two packages names none of them; discounts of the till count once', () => {
  const { state, tags } = openShop()
  const wire = wireOf(
    state,
    sell(state, { soldAt: NOW, items: [{ tag: tags[0] ?? '', quantity: 2, discountMinor: 500 }] }),
  )
  const [item] = wire['items'] as Record<string, unknown>[]
  const codes = [...state.packages.values()].map(({ barcode }) => barcode)
  const other = { discount_id: 'd2', savings: 1 }
  const told = (more: object) =>
    toSale(ticket.parse({ ...wire, items: [{ ...item, ...more }] }), factsOf(state)).lines
  expect(told({ inventory_barcodes: codes.slice(0, 2) })).toMatchObject([{ packageTag: null }])
  expect(told({ inventory_barcodes: [codes[0], tags[0], 'unknown'] })).toMatchObject([
    { packageTag: tags[0] },
  ])
  expect(told({ POS_discounts: item?.['discounts'] })).toMatchObject([{ discountMinor: 500 }])
  expect(told({ POS_discounts: [other] })).toMatchObject([{ discountMinor: 600, unitPrice: '35.5' }])
})
