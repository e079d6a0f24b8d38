import type { AccuracyReply, ForecastReply, RunReply } from './contract.ts'
import type { WeeklyReply } from './monitoring/weekly-accuracy.ts'

export const RUN: RunReply = {
  id: '0198c0de-0000-7000-8000-000000000401',
  reason: 'nightly',
  status: 'done',
  progress: 1,
  seriesTotal: 412,
  seriesDone: 412,
  cancelRequested: false,
  summary: {
    ready: 398,
    notEnoughHistory: 14,
    failed: 0,
    failures: [],
    models: { prophet: 241, tsb: 112, seasonal_naive: 39, no_recent_sales: 6 },
  },
  failure: null,
  createdAt: '2026-04-20T09:00:00.000Z',
  startedAt: '2026-04-20T09:00:01.000Z',
  finishedAt: '2026-04-20T09:00:14.000Z',
}

export const FORECAST: ForecastReply = {
  status: 'ready',
  availableOn: null,
  model: 'prophet',
  modelVersion: '1-cannabis1-CO-500-1',
  trainedFrom: '2024-04-21',
  trainedThrough: '2026-04-19',
  interval: 0.8,
  unitsPerDay: 6.4,
  points: [{ day: '2026-04-20', mean: 11.8, lower: 8.9, upper: 14.6, planned: 11.8 }],
  accuracy: { mape: 0.21, wape: 0.18, skill: 0.27, coverage: 0.81, confidence: 0.83 },
  backtest: {
    models: [card('seasonal_naive', 0.25, 0.79), card('tsb', 0.22, 0.8), card('prophet', 0.18, 0.81)],
    chosen: 'prophet',
    reason:
      'Prophet was off by 18 % over 8 past trials of 14 days; repeating last week by 25 %, exponential smoothing (TSB) by 22 %. That removes 27 % of the error of repeating last week.',
    horizonDays: 14,
    origins: 8,
    pattern: 'smooth',
  },
  components: {
    trend: [
      { day: '2024-04-21', value: 5.2 },
      { day: '2026-06-18', value: 6.6 },
    ],
    weekly: [
      { weekday: 0, effect: -0.12 },
      { weekday: 5, effect: 0.24 },
    ],
    monthly: [{ day: '2026-05-01', effect: 0.03 }],
    yearly: [{ day: '2025-04-21', effect: -0.04 }],
    holidays: [{ name: '4/20', day: '2026-04-20', effect: 0.86 }],
  },
  history: [{ day: '2026-04-19', sold: 8, inStock: true, open: true }],
  holidays: [{ day: '2026-04-20', name: '4/20' }],
  computedAt: '2026-04-20T09:00:12.000Z',
}

export const ACCURACY: AccuracyReply = {
  products: 398,
  notEnoughHistory: 14,
  wape: 0.24,
  skill: 0.19,
  coverage: 0.8,
  models: [{ model: 'prophet', products: 241, wape: 0.2, skill: 0.26 }],
}

function card(model: string, wape: number, coverage: number) {
  return {
    model,
    version: '1',
    wape,
    mape: wape + 0.03,
    mase: wape * 4,
    bias: 0.01,
    horizonWape: wape / 2,
    coverage,
    failed: false,
  }
}

/** What the API reference shows for accuracy in use. */
export const WEEKS: WeeklyReply = {
  weeks: [
    {
      weekStart: '2026-04-06',
      products: 112,
      sold: 1840,
      wape: 0.21,
      plannedWape: 0.2,
      naiveWape: 0.31,
      bias: 0.02,
    },
  ],
  drift: { verdict: 'too_early', recentWape: 0.21, beforeWape: null, recentBias: 0.02 },
}
