import { describe, expect, it } from 'vitest'
import type { ModelBacktest, SeriesForecast } from '@suite/ensemble'
import { backtestCard } from './backtest-card.ts'

const path = { origin: 0, forecast: new Float64Array(14), actual: new Float64Array(14) }
const card = (name: string, wape: number | null, trials = 8): ModelBacktest => ({
  name,
  version: '1',
  days: trials * 14,
  wape,
  mape: wape,
  mapeDays: 10,
  mase: 1,
  bias: 0,
  horizonWape: wape,
  coverage: 0.8,
  pinball: null,
  paths: Array.from({ length: trials }, () => path),
  interval: 'conformal',
  modelCoverage: null,
  failed: false,
})
const chosenFrom = (
  cards: readonly ModelBacktest[],
  name: string,
  more: Partial<Pick<SeriesForecast, 'events'>> & { measure?: 'wape' | 'horizonWape' } = {},
): string => {
  const chosen = cards.find((each) => each.name === name)!
  const naive = cards.find((each) => each.name === 'seasonal_naive')?.wape ?? null
  const skill = chosen.wape !== null && naive ? 1 - chosen.wape / naive : null
  const forecast = {
    model: { name, version: '1' },
    backtests: cards,
    choice: { chosen, error: chosen.wape, skill, measure: more.measure ?? 'wape' },
    events: more.events ?? [],
    pattern: { pattern: 'smooth', interval: 1, sizeVariation: 0 },
  } as unknown as SeriesForecast
  return backtestCard(forecast, 14).reason
}
const [naive, tsb, prophet] = [card('seasonal_naive', 0.25), card('tsb', 0.2), card('prophet', 0.21)]

describe('the reason of a choice', () => {
  it('gives the errors of all and what is gained over repeating last week', () => {
    expect(chosenFrom([naive, tsb, prophet], 'tsb')).toBe(
      'Exponential smoothing (TSB) was off by 20 % over 8 past trials of 14 days; repeating last week by 25 %, Prophet by 21 %. That removes 20 % of the error of repeating last week.',
    )
  })

  it('names the event for which a model with a little more error is preferred', () => {
    const events = [
      { name: '4/20', index: 5, units: 12 },
      { name: '4/20', index: 6, units: 3 },
    ]
    expect(chosenFrom([naive, tsb, prophet], 'prophet', { events })).toMatch(
      /Prophet was off by 21 %.*It is preferred because it has learned of 4\/20, which the trials did not hold\.$/,
    )
  })

  it('says so when nothing beats repeating last week, or when it would have been closer', () => {
    expect(chosenFrom([naive, tsb], 'seasonal_naive')).toMatch(/No model beats repeating last week/)
    expect(
      chosenFrom([card('seasonal_naive', 0.5), card('tsb', 0.6)], 'tsb', { measure: 'horizonWape' }),
    ).toMatch(/each counted as one sum; .*Repeating last week would have been closer by 20 %/)
  })

  it('admits that nothing was measured', () => {
    expect(chosenFrom([card('seasonal_naive', null, 0)], 'seasonal_naive')).toMatch(/still too short to try/)
    expect(chosenFrom([card('seasonal_naive', null), card('tsb', null)], 'tsb')).toMatch(
      /nothing was sold in the 8 trials/,
    )
  })
})
