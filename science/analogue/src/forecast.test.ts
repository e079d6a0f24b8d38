import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attributes, forecastByAnalogues, type Launch, type Peer, similarityOf } from './index.ts'
import { seededGamma } from './seeded-gamma.ts'

const FIRST = 20_000
const ATTRIBUTES: Attributes = {
  category: 'Flower',
  brand: 'Northwind',
  strainType: 'hybrid',
  vendor: 'Cascade',
  size: 3.5,
  price: 3500,
}

const launch = (values: readonly number[], change: Partial<Launch> = {}): Launch => ({
  attributes: ATTRIBUTES,
  firstDay: FIRST,
  values: Float64Array.from(values),
  storeLevel: 100,
  ...change,
})
const peer = (id: string, values: readonly number[], change: Partial<Launch> = {}): Peer => ({
  id,
  ...launch(values, change),
})
const constant = (units: number, days: number): number[] => Array.from({ length: days }, () => units)

/** Products whose level is drawn around what their brand sells, with a launch that settles to half. */
const population = (count: number, seed: number): Peer[] => {
  const gamma = seededGamma(seed)
  return Array.from({ length: count }, (_, p) => {
    const brand = ['Northwind', 'Halo', 'Pinecrest'][p % 3]!
    const level = { Northwind: 12, Halo: 4, Pinecrest: 7 }[brand]! * gamma(0.25)
    const store = 60 + 40 * (p % 4)
    const values = Array.from({ length: 140 }, (__, i) => {
      const mean = ((level * store) / 100) * (i < 28 ? 1.6 : 0.8) * ((FIRST + i) % 7 === 2 ? 1.6 : 0.9)
      return mean * gamma(1.5 / mean)
    })
    return peer(`p${p}`, values, { attributes: { ...ATTRIBUTES, brand }, storeLevel: store })
  })
}

describe('likeness', () => {
  it('is full for the same, less for each difference, and less for what is unknown', () => {
    expect(similarityOf(ATTRIBUTES, ATTRIBUTES).score).toBeCloseTo(1, 12)
    const scores = (
      [
        { size: 3.6 },
        { vendor: 'Other' },
        { price: 7000 },
        { brand: 'Halo' },
        { category: 'Edibles', brand: 'Halo' },
      ] as const
    ).map((change) => similarityOf(ATTRIBUTES, { ...ATTRIBUTES, ...change }).score)
    expect(scores.toSorted((a, b) => b - a)).toEqual(scores)
    const known = similarityOf(ATTRIBUTES, { category: 'flower ' })
    expect(known.agreement).toEqual({ category: 1 })
    expect(known.score).toBeLessThan(0.7)
  })

  it('is the same both ways and between 0 and 1', () => {
    const name = fc.option(fc.constantFrom('a', 'b', ' '), { nil: undefined })
    const amount = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined })
    const attributes = fc
      .tuple(fc.constantFrom('Flower', 'Edibles'), name, name, amount, amount)
      .map(([category, brand, vendor, size, price]): Attributes => ({
        category,
        ...(brand === undefined ? {} : { brand }),
        ...(vendor === undefined ? {} : { vendor }),
        ...(size === undefined ? {} : { size }),
        ...(price === undefined ? {} : { price }),
      }))
    fc.assert(
      fc.property(attributes, attributes, (a, b) => {
        const { score } = similarityOf(a, b)
        expect(score).toBeCloseTo(similarityOf(b, a).score, 12)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('a product not sold yet', () => {
  it('is forecast like those most like it, and names them', () => {
    const near = [10, 12, 8].map((units, i) => peer(`near${i}`, constant(units, 84)))
    const far = [90, 95, 99].map((units, i) =>
      peer(`far${i}`, constant(units, 84), {
        attributes: { category: 'Edibles', brand: 'Halo', price: 500 },
      }),
    )
    const forecast = forecastByAnalogues(launch([]), [...far, ...near], 14)
    expect(forecast.analogues.map(({ id }) => id).slice(0, 3)).toEqual(['near0', 'near1', 'near2'])
    expect(forecast.analogues.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(forecast.analogues[0]).toMatchObject({ similarity: 1, agreement: { brand: 1 }, unitsPerDay: 10 })
    expect(forecast.yhat[0]).toBeGreaterThan(9)
    expect(forecast.yhat[0]).toBeLessThan(12)
    expect(forecast.ownShare).toBe(0)
  })

  it('sells by what its store sells', () => {
    const peers = [4, 5, 6].map((units, i) => peer(`p${i}`, constant(units, 84)))
    const small = forecastByAnalogues(launch([], { storeLevel: 50 }), peers, 7)
    const large = forecastByAnalogues(launch([], { storeLevel: 200 }), peers, 7)
    expect(large.total.expected / small.total.expected).toBeCloseTo(4, 9)
  })

  it('follows the curve of a launch and the week', () => {
    const values = Array.from({ length: 140 }, (_, i) => (i < 28 ? 20 : 10) * ((FIRST + i) % 7 === 2 ? 2 : 1))
    const peers = Array.from({ length: 8 }, (_, p) => peer(`p${p}`, values))
    const { yhat, launchWeeks } = forecastByAnalogues(launch([]), peers, 70)
    const week = (from: number): number => yhat.slice(from, from + 7).reduce((sum, units) => sum + units, 0)
    expect(week(7) / week(49)).toBeGreaterThan(1.7)
    expect(week(7) / week(49)).toBeLessThan(2.2)
    expect(launchWeeks).toHaveLength(20)
    const busy = yhat.findIndex((_, i) => (FIRST + i) % 7 === 2)
    expect(yhat[busy]! / yhat[busy + 1]!).toBeGreaterThan(1.6)
  })

  it('has bounds that hold about the share they promise, over many products like it', () => {
    const all = population(90, 3)
    let inside = 0
    for (const held of all) {
      const { total } = forecastByAnalogues(
        { ...held, values: new Float64Array(0) },
        all.filter((other) => other !== held),
        14,
      )
      const sold = held.values.slice(0, 14).reduce((sum, units) => sum + units, 0)
      if (sold >= total.lower && sold <= total.upper) inside++
    }
    expect(inside / all.length).toBeGreaterThan(0.72)
    expect(inside / all.length).toBeLessThan(0.97)
  })
})

describe('its own days', () => {
  const peers = [8, 10, 12, 9, 11].map((units, i) => peer(`p${i}`, constant(units, 84)))

  it('take over as they come in, and make it surer', () => {
    const after = (days: number) => forecastByAnalogues(launch(constant(30, days)), peers, 14)
    const steps = [0, 2, 7, 28].map(after)
    for (let i = 1; i < steps.length; i++) {
      expect(steps[i]!.yhat[0]).toBeGreaterThan(steps[i - 1]!.yhat[0]!)
      expect(steps[i]!.ownShare).toBeGreaterThan(steps[i - 1]!.ownShare)
    }
    expect(steps[3]!.yhat[0]).toBeGreaterThan(25)
    const width = ({ total }: (typeof steps)[0]): number => (total.upper - total.lower) / total.expected
    expect(width(steps[3]!)).toBeLessThan(width(steps[0]!))
  })

  it('out of stock say nothing', () => {
    const gap = [30, 30, ...constant(Number.NaN, 5), 30, 30]
    const sold = [30, 30, ...constant(0, 5), 30, 30]
    const [missing, zero] = [gap, sold].map(
      (values) => forecastByAnalogues(launch(values), peers, 7).yhat[0]!,
    )
    expect(missing).toBeGreaterThan(zero!)
  })
})

describe('anything', () => {
  const units = fc.oneof(fc.nat(30), fc.constant(0), fc.constant(Number.NaN), fc.constantFrom(1e-9, 1e9))
  const days = fc.array(units, { maxLength: 80 })

  it('gets a finite forecast, not below zero, between its bounds, the same each time', () => {
    fc.assert(
      fc.property(days, fc.array(days, { minLength: 1, maxLength: 6 }), (own, others) => {
        const peers = [peer('sound', [1, 2, 3]), ...others.map((values, i) => peer(`p${i}`, values))]
        const ask = () => forecastByAnalogues(launch(own), peers, 9, { paths: 60, seed: 4 })
        const { yhat, lower, upper, total } = ask()
        for (let h = 0; h < 9; h++) {
          expect([lower[h]!, yhat[h]!, upper[h]!].every((x) => Number.isFinite(x) && x >= 0)).toBe(true)
          expect(lower[h]).toBeLessThanOrEqual(yhat[h]!)
          expect(yhat[h]).toBeLessThanOrEqual(upper[h]!)
        }
        expect(total.lower).toBeLessThanOrEqual(total.expected)
        expect(total.expected).toBeLessThanOrEqual(total.upper)
        expect(ask()).toEqual({ ...ask(), yhat, lower, upper, total })
      }),
    )
  })

  it.each([1e-6, 3.5, 1e6])('scales with the unit of measure (%d)', (unit) => {
    const peers = population(12, 8)
    const grams = peers.map((other) => ({ ...other, values: other.values.map((value) => value * unit) }))
    const own = [3, 4, 2, 6]
    const plain = forecastByAnalogues(launch(own), peers, 7)
    const scaled = forecastByAnalogues(launch(own.map((value) => value * unit)), grams, 7)
    plain.upper.forEach((value, h) => expect(scaled.upper[h]! / unit / value).toBeCloseTo(1, 6))
    expect(scaled.total.expected / unit / plain.total.expected).toBeCloseTo(1, 9)
  })

  it('of zeros is forecast at zero, unless it sells itself', () => {
    const dead = [peer('a', constant(0, 60)), peer('b', constant(0, 60))]
    expect(forecastByAnalogues(launch([]), dead, 3).total).toEqual({ expected: 0, lower: 0, upper: 0 })
    expect(forecastByAnalogues(launch([2, 2]), dead, 3).yhat[0]).toBeGreaterThan(0.5)
  })

  it('not usable is refused by name', () => {
    const sound = peer('a', [1, 2])
    expect(() => forecastByAnalogues(launch([1, Infinity]), [sound], 3)).toThrow(
      'product.values[1] is Infinity',
    )
    expect(() => forecastByAnalogues(launch([]), [peer('b', [-1])], 3)).toThrow('Product b.values[0] is -1')
    expect(() => forecastByAnalogues(launch([], { storeLevel: 0 }), [sound], 3)).toThrow(
      'product.storeLevel is 0',
    )
    expect(() => forecastByAnalogues(launch([]), [sound], 0)).toThrow('horizon must be a whole number')
    expect(() => forecastByAnalogues(launch([]), [sound], 3, { interval: 1 })).toThrow(
      'interval must be a share',
    )
    for (const peers of [[], [peer('c', [Number.NaN])]])
      expect(() => forecastByAnalogues(launch([]), peers, 3)).toThrow('No other product has a day of sales')
  })
})
