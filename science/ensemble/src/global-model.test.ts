import { describe, expect, it } from 'vitest'
import {
  blendOf,
  forecastSeries,
  globalForecaster,
  learnGlobalDemand,
  lessonsOf,
  remembering,
  seasonalNaiveModel,
  tsbModel,
  type Forecaster,
} from './index.ts'
import { shopSeries } from '../testdata/seeded.ts'

const FIRST = 19_723
const HORIZON = 14
const all = Array.from({ length: 14 }, (_, p) => ({ firstDay: FIRST, values: shopSeries(180, 3 + p, p + 1) }))

describe('the model of the past', () => {
  const lessons = lessonsOf(all, HORIZON)!

  it('has seen none of the days it is judged on', () => {
    for (const { firstDay, values } of lessons.past)
      expect(firstDay + values.length - 1).toBeLessThanOrEqual(lessons.since)
    // the same past whatever came after it
    const other = all.map(({ firstDay, values }) => ({
      firstDay,
      values: values.map((value, i) => (firstDay + i > lessons.since ? 1000 - value : value)),
    }))
    expect(learnGlobalDemand(lessonsOf(other, HORIZON)!.past, HORIZON)).toEqual(
      learnGlobalDemand(lessons.past, HORIZON),
    )
  })

  it('answers for every origin of a backtest, the model of today for today', () => {
    const asked: string[] = []
    const past = learnGlobalDemand(lessons.past, HORIZON)!
    const present = learnGlobalDemand(lessons.present, HORIZON)!
    const trees = globalForecaster({ present, past, until: lessons.until, since: lessons.since })
    const spying: Forecaster = {
      ...trees,
      fit: (train, horizon) => {
        const last = train.firstDay + train.values.length - 1
        asked.push(last >= lessons.until ? 'present' : 'past')
        if (last < lessons.until) expect(last).toBeGreaterThanOrEqual(lessons.since)
        return trees.fit(train, horizon)
      },
    }
    const result = forecastSeries(all[12]!, { models: [spying], sparseModels: [spying] })
    expect(result.status).toBe('ok')
    expect(asked.filter((which) => which === 'present')).toHaveLength(1)
    expect(asked.filter((which) => which === 'past').length).toBeGreaterThanOrEqual(8)
  })

  it('is not asked about origins it has learned from', () => {
    const short = { firstDay: FIRST + 80, values: all[3]!.values.slice(80) }
    const since = FIRST + 150
    const late: Forecaster = { ...tsbModel, name: 'late', since }
    const result = forecastSeries(short, { models: [late], sparseModels: [late] })
    if (result.status !== 'ok') throw new Error('expected a forecast')
    const card = result.backtests.find(({ name }) => name === 'late')!
    expect(card.paths.length).toBeGreaterThan(0)
    for (const { origin } of card.paths) expect(origin).toBeGreaterThanOrEqual(since)
  })

  it('there is none of nothing', () => {
    expect(lessonsOf([], HORIZON)).toBeNull()
  })
})

describe('the mean of models', () => {
  it('is their mean, judged where all of them may be, and asks each once', () => {
    let asked = 0
    const counting = remembering({
      ...tsbModel,
      since: 5,
      fit: (train, horizon) => {
        asked++
        return tsbModel.fit(train, horizon)
      },
    })
    const mean = blendOf('mean', [counting, seasonalNaiveModel])
    const train = all[1]!
    const { yhat } = mean.fit(train, HORIZON)
    mean.fit(train, HORIZON)
    counting.fit(train, HORIZON)
    expect(asked).toBe(1)
    expect(mean).toMatchObject({ name: 'mean', since: 5, light: true })
    const [a, b] = [tsbModel.fit(train, HORIZON).yhat, seasonalNaiveModel.fit(train, HORIZON).yhat]
    yhat.forEach((value, h) => expect(value).toBeCloseTo((a[h]! + b[h]!) / 2, 12))
  })

  it('forgets one product when it is asked about the next', () => {
    const remembered = remembering(tsbModel)
    const first = remembered.fit(all[1]!, HORIZON).yhat
    remembered.fit(all[2]!, HORIZON)
    expect(remembered.fit(all[1]!, HORIZON).yhat).toEqual(first)
    expect(remembered.fit(all[2]!, HORIZON).yhat).toEqual(tsbModel.fit(all[2]!, HORIZON).yhat)
  })
})
