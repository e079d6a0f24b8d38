import { describe, expect, it } from 'vitest'
import { forecastByAnalogues, type Peer, tuneAnalogues } from './index.ts'
import { seededGamma } from './seeded-gamma.ts'

const FIRST = 20_000
const BRANDS = ['Northwind', 'Halo', 'Pinecrest', 'Ember']

/** Launches whose level depends on the brand (`telling`) or on nothing they are known by. */
const launches = (count: number, telling: boolean, spread: number, seed: number): Peer[] => {
  const gamma = seededGamma(seed)
  return Array.from({ length: count }, (_, p) => {
    const place = p % BRANDS.length
    const level = (telling ? [2, 6, 18, 54][place]! : 10) * gamma(spread)
    return {
      id: `p${p}`,
      attributes: { category: 'Flower', brand: BRANDS[place]! },
      firstDay: FIRST + 3 * p,
      values: Float64Array.from({ length: 60 }, () => level * gamma(1 / level)),
      storeLevel: 100,
    }
  })
}

describe('tuning on past launches', () => {
  const telling = launches(48, true, 0.05, 2)
  const silent = launches(48, false, 0.6, 3)

  it('trusts likeness where it tells something, and asks many where it does not', () => {
    const sharp = tuneAnalogues(telling)!
    const blunt = tuneAnalogues(silent)!
    expect(sharp.sharpness).toBeGreaterThan(blunt.sharpness)
    expect(sharp.wape).toBeLessThan(blunt.wape)
    expect(sharp.tried).toBe(48)
    expect(tuneAnalogues(telling)).toEqual(sharp)
  })

  it('has bounds that hold on launches it was not tuned on', () => {
    const tuned = tuneAnalogues(silent)!
    expect(tuned.coverage).toBeGreaterThanOrEqual(0.8)
    const strangers = launches(60, false, 0.6, 4)
    const held = strangers.filter((stranger) => {
      const sold = stranger.values.slice(0, 14).reduce((sum, units) => sum + units, 0)
      const { total } = forecastByAnalogues({ ...stranger, values: new Float64Array(0) }, silent, 14, tuned)
      return sold >= total.lower && sold <= total.upper
    })
    expect(held.length / strangers.length).toBeGreaterThan(0.7)
  })

  it('draws bounds apart where past launches missed them, and keeps their order', () => {
    const [own, ...peers] = telling
    const ask = (widen: number) =>
      forecastByAnalogues({ ...own!, values: new Float64Array(0) }, peers, 7, { widen }).total
    expect(ask(2).upper).toBeGreaterThan(ask(1).upper)
    expect(ask(2).lower).toBeLessThan(ask(1).lower)
    expect(ask(2).expected).toBe(ask(1).expected)
  })

  it('says nothing of too few launches, or of launches that sold nothing', () => {
    expect(tuneAnalogues(telling.slice(0, 9))).toBeNull()
    expect(tuneAnalogues(telling.map((peer) => ({ ...peer, values: peer.values.slice(0, 13) })))).toBeNull()
    expect(tuneAnalogues(telling.map((peer) => ({ ...peer, values: new Float64Array(30) })))).toBeNull()
  })

  it('refuses options out of bounds', () => {
    const ask = (options: object) => () => forecastByAnalogues(telling[0]!, telling, 7, options)
    expect(ask({ sharpness: 0 })).toThrow('sharpness must be above 0')
    expect(ask({ widen: Number.NaN })).toThrow('widen must be above 0')
  })
})
