import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, openShop, ZONE } from '../shop.fixture.ts'
import { renderSale } from '../simulator/render-sale.ts'
import type { SimTax } from '../simulator/rows.ts'
import type { SimSettings } from '../simulator/state.ts'
import { returnGoods, sell, type NewSale } from '../simulator/till.ts'
import { totalsOf } from '../simulator/totals.ts'
import { transaction } from '../wire/transactions.ts'
import { toSale, type DutchieSale } from './sale.ts'

const ALL = { detail: true, taxes: true, orderIds: false, fees: true }

const tax = fc.record({
  name: fc.constantFrom('State Excise Tax', 'City Tax', 'County Tax', 'Sales Tax'),
  rate: fc.integer({ min: 0, max: 3_500 }).map((n) => n / 10_000),
  adultUseOnly: fc.boolean(),
})
const taxes: fc.Arbitrary<SimTax[]> = fc.uniqueArray(tax, { maxLength: 4, selector: ({ name }) => name })
const line = fc.record({
  pack: fc.integer({ min: 0, max: 7 }),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 90_000 }).map((n) => n / 1_000),
  ),
  // thousandths of a dollar: shops sell grams at prices with fractions of a cent
  unitPrice: fc.integer({ min: 1, max: 120_000 }).map((n) => n / 1_000),
  off: fc.integer({ min: 0, max: 60 }),
})
const settings = fc.record({
  totalPrice: fc.constantFrom('net', 'with_taxes'),
  returns: fc.constantFrom('negative', 'positive'),
})
const sales = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  wholeOff: fc.integer({ min: 0, max: 30 }),
  coupon: fc.option(fc.integer({ min: 1, max: 500 }), { nil: null }),
  isMedical: fc.boolean(),
  tipMinor: fc.integer({ min: 0, max: 900 }),
  taxInclusive: fc.boolean(),
})

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)
const addsUp = (sale: DutchieSale): void => {
  expect(sum(sale.lines.map(({ netMinor }) => netMinor))).toBe(sale.netMinor)
  expect(sum(sale.lines.flatMap((each) => each.taxes.map(({ minor }) => minor)))).toBe(sale.taxMinor)
  expect(sale.netMinor + sale.taxMinor + sale.otherMinor).toBe(sale.totalMinor)
}

const saleOf = (
  spec: typeof sales extends fc.Arbitrary<infer T> ? T : never,
  packs: readonly number[],
): NewSale => {
  const lines = spec.lines.map((each) => {
    const gross = Math.round(each.quantity * each.unitPrice * 100)
    return {
      packageId: packs[each.pack] ?? 0,
      quantity: each.quantity,
      unitPrice: each.unitPrice,
      discountMinor: Math.floor((gross * each.off) / 100),
    }
  })
  const left = sum(lines.map((each) => Math.round(each.quantity * each.unitPrice * 100) - each.discountMinor))
  const coupon =
    spec.coupon === null || spec.coupon > left / 3
      ? []
      : [{ packageId: packs[0] ?? 0, quantity: 1, unitPrice: -spec.coupon / 100, isCoupon: true }]
  return {
    soldAt: NOW,
    lines: [...lines, ...coupon],
    discountMinor: Math.floor((left * spec.wholeOff) / 100),
    isMedical: spec.isMedical,
    tipMinor: spec.tipMinor,
  }
}

const told = (
  spec: typeof sales extends fc.Arbitrary<infer T> ? T : never,
  rates: SimTax[],
  how: Partial<SimSettings>,
) => {
  const shop = openShop(how, { taxes: rates, taxInclusive: spec.taxInclusive })
  const { state, location } = shop
  const made = sell(
    state,
    location,
    saleOf(
      spec,
      shop.packages.map(({ id }) => id),
    ),
  )
  const read = (row: typeof made): DutchieSale => {
    const wire = renderSale(location, state.settings, { row, modified: NOW.getTime() }, ALL)
    return toSale(transaction.parse(JSON.parse(JSON.stringify(wire))), { timeZone: ZONE })
  }
  return { state, location, made, read }
}

test('whatever is sold, the lines add up to the transaction to the penny', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const { made, read } = told(spec, rates, how)
      const sale = read(made)
      const totals = totalsOf(made)
      addsUp(sale)
      expect(sale.unexplained).toEqual([])
      expect(sale.netMinor).toBe(totals.netMinor)
      expect(sale.taxMinor).toBe(totals.taxMinor)
      expect(sale.totalMinor).toBe(totals.totalMinor)
      expect(sale.otherMinor).toBe(spec.tipMinor)
      // each rate to its own sum
      for (const { name, minor } of totals.taxSummary) {
        const own = sale.lines.flatMap((each) => each.taxes.filter((one) => one.name === name))
        expect(sum(own.map((one) => one.minor))).toBe(minor)
      }
      expect(sale.tenders).toEqual(
        totals.totalMinor === 0 ? [] : [{ kind: 'cash', minor: totals.totalMinor }],
      )
    }),
    { numRuns: 300 },
  )
})

test('a return of everything takes back what its lines sold for, whichever sign the till sends', () => {
  fc.assert(
    fc.property(sales, taxes, settings, (spec, rates, how) => {
      const plain = { ...spec, wholeOff: 0, coupon: null, tipMinor: 0 }
      const { state, location, made, read } = told(plain, rates, how)
      const back = returnGoods(state, location, { saleId: made.id, at: NOW })
      if (back === null) throw new Error('nothing came back')
      const [sold, returned] = [read(made), read(back)]
      addsUp(returned)
      expect(returned.unexplained).toEqual([])
      expect(returned.returnOf).toBe(sold.externalId)
      expect(returned.netMinor).toBe(0 - sold.netMinor)
      expect(returned.taxMinor).toBe(0 - sold.taxMinor)
      for (const each of returned.lines) expect(each.returned).toBe(true)
    }),
    { numRuns: 150 },
  )
})
