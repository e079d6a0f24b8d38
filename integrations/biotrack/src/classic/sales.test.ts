import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { toStateReceipt } from '../neutral/receipt.ts'
import { classicOf, openShop } from '../shop.fixture.ts'
import { addSale } from '../simulator/build.ts'
import { DEMO_SHOP } from '../simulator/demo.ts'
import type { BioTrackSimulator } from '../simulator/start.ts'
import { sales } from './actions.ts'
import { pullSales, timeBetween } from './sales.ts'

let biotrack: BioTrackSimulator
afterEach(() => biotrack?.stop())

it('tells a sale whole when one of its lines changed, with the time it was made', async () => {
  biotrack = await openShop()
  const { state, clock } = biotrack
  const [one, other] = state.live.packages.all()
  const lines = [one, other].map((held) => ({ barcode: held?.barcode ?? '', quantity: '1', price: '10.00' }))
  const sale = addSale(state, DEMO_SHOP.licence, lines, clock.now())
  const client = classicOf(biotrack)
  clock.advance(3_600_000)
  const changed = {
    transactionid: String(sale.id),
    barcodeid: other?.barcode ?? '',
    price: '8',
    item_number: '1',
  }
  const { transactionId } = await client.write(sales.modify, changed, { nonce: 'a' })
  const found = []
  for await (const page of pullSales(client, { after: transactionId, overlap: 0 })) found.push(...page.sales)
  const profile = { priceIs: 'line' } as const
  expect(found.map((rows) => toStateReceipt(rows, profile))).toMatchObject([
    { stateId: String(sale.id), soldAt: sale.soldAt, totalMinor: 1800, packageCount: 2, transactionId },
  ])
})

it('puts the time of a transaction between those of its neighbours', () => {
  const marks = fc
    .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 30 })
    .map((ids) => ids.toSorted((one, other) => one - other).map((id) => ({ id, at: new Date(id * 60_000) })))
  fc.assert(
    fc.property(marks, fc.integer({ min: 1, max: 1_000_000 }), (list, id) => {
      const at = timeBetween(list, id)?.getTime() ?? Number.NaN
      const [first, last] = [list[0], list.at(-1)]
      expect(at).toBeGreaterThanOrEqual(first?.at.getTime() ?? Number.NaN)
      expect(at).toBeLessThanOrEqual(last?.at.getTime() ?? Number.NaN)
      if (id >= (first?.id ?? 0) && id <= (last?.id ?? 0))
        expect(Math.abs(at - id * 60_000)).toBeLessThanOrEqual(1000)
    }),
  )
  expect(timeBetween([], 1)).toBeNull()
})
