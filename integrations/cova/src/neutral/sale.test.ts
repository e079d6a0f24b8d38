import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, openShop } from '../shop.fixture.ts'
import { renderInvoice } from '../simulator/render.ts'
import type { CovaState, SimInvoice, SimSettings, SimTax } from '../simulator/state.ts'
import { returnGoods, sell, voidSale } from '../simulator/till.ts'
import { totalsOf } from '../simulator/totals.ts'
import { salesInvoice } from '../wire/invoice.ts'
import { toSale, type CovaSale } from './sale.ts'

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)
const netOf = (sale: CovaSale): number => sum(sale.lines.map(({ netMinor }) => netMinor))
const taxOf = (sale: CovaSale): number =>
  sum(sale.lines.flatMap(({ taxes }) => taxes.map(({ minor }) => minor)))
const read = (state: CovaState, invoice: SimInvoice): CovaSale =>
  toSale(salesInvoice.parse(JSON.parse(JSON.stringify(renderInvoice(state, invoice)))))

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
  isMedical: fc.boolean(),
})
const settings: fc.Arbitrary<Partial<SimSettings>> = fc.record({
  returns: fc.constantFrom('negative', 'positive'),
  taxes: fc.constantFrom('items', 'invoice'),
  idField: fc.constantFrom('Id', 'SalesInvoiceId'),
})
type Spec = typeof sales extends fc.Arbitrary<infer T> ? T : never

const sold = (spec: Spec, rates: readonly SimTax[], how: Partial<SimSettings>) => {
  const { state, location, tags } = openShop(how, rates)
  const lines = spec.lines.map(({ pack, quantity, unitPrice, off }) => {
    const gross = Math.round(quantity * unitPrice * 100)
    return { tag: tags[pack] ?? '', quantity, unitPrice, discountMinor: Math.floor((gross * off) / 100) }
  })
  const left = sum(lines.map((each) => Math.round(each.quantity * each.unitPrice * 100) - each.discountMinor))
  const made = sell(state, location, {
    soldAt: NOW,
    lines,
    isMedical: spec.isMedical,
    discountMinor: Math.floor((left * spec.wholeOff) / 100),
  })
  return { state, location, made }
}

test('whatever is sold, the lines add up to the invoice to the penny', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { state, made } = sold(spec, rates, how)
      const sale = read(state, made)
      const totals = totalsOf(made, rates)
      expect(netOf(sale)).toBe(totals.netMinor)
      expect(taxOf(sale)).toBe(totals.taxMinor)
      expect(sum(sale.tenders.map(({ minor }) => minor))).toBe(totals.netMinor + totals.taxMinor)
    }),
    { numRuns: 300 },
  )
})

test('a return of everything takes back what its lines sold for, whichever sign the till sends', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { state, location, made } = sold(spec, rates, how)
      const whole = read(state, made)
      const back = read(state, returnGoods(state, location, { saleId: made.id, at: NOW }))
      expect(back.returnOf).toBe(made.id)
      expect(netOf(back)).toBe(0 - netOf(whole))
      expect(taxOf(back)).toBe(0 - taxOf(whole))
      for (const each of back.lines) expect(each).toMatchObject({ returned: true })
    }),
    { numRuns: 150 },
  )
})

test('an invoice that was struck out is told as such', () => {
  const { state, location, tags } = openShop()
  const made = sell(state, location, { soldAt: NOW, lines: [{ tag: tags[0] ?? '', quantity: 2 }] })
  voidSale(state, made.id, NOW)
  expect(read(state, made)).toMatchObject({ voided: true, lines: [{ quantity: '2', netMinor: 7000 }] })
})

test('an invoice whose totals its lines do not explain is refused with what they say', () => {
  const { state, location, tags } = openShop()
  const made = sell(state, location, { soldAt: NOW, lines: [{ tag: tags[0] ?? '', quantity: 2 }] })
  const wire = renderInvoice(state, made)
  expect(() => toSale(salesInvoice.parse({ ...wire, SubTotal: 65 }))).toThrow(/SubTotal 65.*70\.00/)
  expect(() => toSale(salesInvoice.parse({ ...wire, TaxTotal: 9 }))).toThrow(/TaxTotal 9/)
  expect(() => toSale(salesInvoice.parse({ ...wire, SoldDateUtc: '0001-01-01T00:00:00' }))).toThrow('when')
})

test('kinds of taxes, staff, units and packages come over', () => {
  const { state, location, tags } = openShop()
  const made = sell(state, location, {
    soldAt: NOW,
    customerId: 'c-1',
    lines: [{ tag: tags[2] ?? '', quantity: 1.25, discountMinor: 17 }],
  })
  expect(read(state, made)).toMatchObject({
    soldAt: NOW.toISOString(),
    customerExternalId: 'c-1',
    staff: 'Robin Till',
    isMedical: false,
    tenders: [{ kind: 'cash' }],
    lines: [
      {
        packageTag: tags[2],
        quantity: '1.25',
        unit: 'g',
        unitPrice: '11.335',
        discountMinor: 17,
        netMinor: 1400,
        costMinor: 527,
        taxes: [
          { kind: 'sales', minor: 93 },
          { kind: 'local', minor: 28 },
        ],
      },
    ],
  })
})
