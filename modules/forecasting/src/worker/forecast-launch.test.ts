import { describe, expect, it } from 'vitest'
import { epochDay } from '@suite/kernel'
import { createProductForecaster } from './forecast-product.ts'
import type { ForecastBatch, LaunchPeer, ProductSeries } from './messages.ts'

const FIRST = epochDay('2026-01-05')
const NEW = '0198c0de-0000-7000-8000-000000000102'
const attributes = { category: 'flower', brand: 'Kelso', price: 35, size: 3.5 }

const peer = (n: number, change: Partial<LaunchPeer> = {}): LaunchPeer => ({
  id: `store ${n}`,
  productId: `0198c0de-0000-7000-8000-0000000002${String(n).padStart(2, '0')}`,
  name: `Strain ${n}`,
  attributes,
  storeLevel: 100,
  firstDay: FIRST,
  values: Float64Array.from({ length: 90 }, (_, i) => 4 + (n % 3) + (i % 7 === 5 ? 3 : 0)),
  ...change,
})
const peers = Array.from({ length: 14 }, (_, n) => peer(n))
const series = (days: number): ProductSeries => ({
  productId: NEW,
  firstDay: FIRST + 70,
  values: Float64Array.from({ length: days }, () => 6),
})
const batch = (facts: ForecastBatch['facts']): ForecastBatch => ({
  state: 'CO',
  closedWeekdays: [0],
  series: [],
  ...(facts ? { facts } : {}),
})
const known = { [NEW]: { name: 'New', attributes, storeLevel: 100 } }
const forecasterWith = (launches: readonly LaunchPeer[]) => {
  const forecaster = createProductForecaster()
  forecaster.equip({ global: null, network: null, launches: { peers: launches, options: {} } })
  return forecaster
}

describe('a product too new for a history', () => {
  it('is forecast from products like it, closed days at nothing, with no figure it has not earned', () => {
    const found = forecasterWith(peers).forecast(series(5), batch(known))
    expect(found).toMatchObject({
      status: 'ready',
      model: 'analogue',
      firstDay: '2026-03-21',
      wape: null,
      coverage: null,
      confidence: null,
    })
    expect(found.mean).toHaveLength(60)
    // 2026-03-22 is a Sunday
    expect([found.mean![1], found.upper![1]]).toEqual([0, 0])
    expect(found.unitsPerDay).toBeGreaterThan(3)
    expect(found.unitsPerDay).toBeLessThan(9)
    found.mean!.forEach((units, i) => {
      expect(found.lower![i]!).toBeLessThanOrEqual(units)
      expect(found.upper![i]!).toBeGreaterThanOrEqual(units)
    })
    const sum = found.mean!.reduce((a, b) => a + b, 0)
    for (const error of found.horizonErrors!) expect(error).toBeGreaterThanOrEqual(-sum * 1.2 - 1)
  })

  it('sells in shares of its own store', () => {
    const half = { [NEW]: { name: 'New', attributes, storeLevel: 20 } }
    const small = forecasterWith(peers).forecast(series(1), batch(half))
    const large = forecasterWith(peers).forecast(series(1), batch(known))
    expect(small.unitsPerDay! / large.unitsPerDay!).toBeLessThan(0.9)
  })

  it('waits where too few are like it, where nothing is known of it, or of others', () => {
    const strangers = peers.map((one) => ({
      ...one,
      attributes: { category: 'vapes', brand: 'Other', price: 5, size: 50 },
    }))
    for (const [launches, facts] of [
      [peers.slice(0, 3), known],
      [strangers, known],
      [peers, undefined],
    ] as const)
      expect(forecasterWith(launches).forecast(series(5), batch(facts))).toMatchObject({
        status: 'not_enough_history',
        availableOn: expect.any(String),
      })
  })

  it('is no analogue of itself', () => {
    const self = peers.map((one, n) => (n < 12 ? { ...one, productId: NEW } : one))
    expect(forecasterWith(self).forecast(series(5), batch(known)).status).toBe('not_enough_history')
  })
})
