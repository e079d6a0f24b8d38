import { describe, expect, it } from 'vitest'
import { chooseModel } from './choose-model.ts'
import { classRecords, type Evidence } from './class-records.ts'
import type { ModelBacktest } from './rolling-backtest.ts'

const card = (name: string, error: number | null, origins = 8): ModelBacktest => ({
  name,
  version: '1',
  paths: Array.from({ length: origins }, () => ({
    origin: 0,
    forecast: new Float64Array(1),
    actual: new Float64Array(1),
  })),
  failed: false,
  days: 14,
  wape: error,
  mape: null,
  mapeDays: 0,
  mase: null,
  bias: null,
  horizonWape: error,
  coverage: null,
  pinball: null,
  interval: 'none',
  modelCoverage: null,
})
const product = (naive: number | null, tsb: number): Evidence => ({
  pattern: 'lumpy',
  measure: 'horizonWape',
  cards: [card('seasonal_naive', naive), card('tsb', tsb)],
})

describe('the record of a pattern', () => {
  it('counts every product alike, whatever it sells, and those without an error not at all', () => {
    const records = classRecords([
      ...Array.from({ length: 4 }, () => product(1, 0.5)),
      product(2, 1),
      product(null, 9),
    ])
    expect(records.lumpy?.['tsb']).toBeCloseTo(Math.log(0.5), 12)
    expect(records.lumpy?.['seasonal_naive']).toBe(0)
  })

  it('is not kept of a handful', () => {
    expect(classRecords(Array.from({ length: 4 }, () => product(1, 0.5)))).toEqual({})
  })

  it('lets no product speak louder than four to one', () => {
    const records = classRecords(Array.from({ length: 5 }, () => product(1, 1e-9)))
    expect(records.lumpy?.['tsb']).toBeCloseTo(-Math.log(4), 12)
  })
})

describe('a choice with a record', () => {
  const record = { seasonal_naive: 0, tsb: Math.log(0.7) }

  it('does not follow the luck of a few trials', () => {
    const cards = [card('seasonal_naive', 0.5, 3), card('tsb', 0.55, 3)]
    expect(chooseModel(cards, 'lumpy', { record })).toMatchObject({ chosen: { name: 'tsb' }, byRecord: true })
  })

  it('follows many trials against it', () => {
    const cards = [card('seasonal_naive', 0.4, 24), card('tsb', 0.8, 24)]
    expect(chooseModel(cards, 'lumpy', { record }).chosen.name).toBe('seasonal_naive')
  })

  it('goes by the record alone when nothing was sold in the trials', () => {
    const cards = [card('seasonal_naive', null), card('tsb', null)]
    expect(chooseModel(cards, 'lumpy', { record }).chosen.name).toBe('tsb')
  })

  it('still prefers a model that sees an event coming', () => {
    const cards = [card('seasonal_naive', 1), card('tsb', 0.7), card('prophet', 0.75)]
    expect(chooseModel(cards, 'smooth', { foresees: ['prophet'], record }).chosen.name).toBe('prophet')
  })
})
