import {
  classRecords,
  forecastSeries,
  lessonsOf,
  learnGlobalDemand,
  seasonalNaiveModel,
  type Evidence,
  type SeriesForecast,
  type Train,
} from '@suite/ensemble'
import { modelRoom } from '@suite/forecasting'
import { defaultSettings, fitProphet, predictProphet } from '@suite/prophet'

const HORIZON = 14
const SAMPLE = 96
const LEAST = 20

interface Tally {
  error: number
  sum: number
  sold: number
  signed: number
  forecasts: number
  inside: number
  days: number
}

/** Prints errors by pattern of demand, over the newest origins a horizon apart. */
export const printPanel = async (name: string, panel: readonly Train[], origins: number): Promise<void> => {
  const tallies = new Map<string, Tally>()
  for (let cut = 1; cut <= origins; cut++) tryCut(panel, cut, tallies)
  console.log(`\n${name}: WAPE by day and of the fortnight's sum, ${HORIZON} days ahead, ${origins} origins`)
  console.table(
    Object.fromEntries(
      [...tallies]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([key, t]) => [
          key,
          {
            'WAPE %': percent(t.error, t.sold),
            'fortnight WAPE %': percent(t.sum, t.sold),
            'bias %': percent(t.signed, t.sold),
            'inside 80 %': t.days > 0 ? percent(t.inside, t.days) : null,
            forecasts: t.forecasts,
          },
        ]),
    ),
  )
}

const tryCut = (panel: readonly Train[], cut: number, tallies: Map<string, Tally>): void => {
  const known = panel.flatMap(({ firstDay, values }) => {
    const end = values.length - cut * HORIZON
    return end < 30
      ? []
      : [{ past: { firstDay, values: values.slice(0, end) }, coming: values.slice(end, end + HORIZON) }]
  })
  const ask = shopOf(known.map(({ past }) => past))
  for (const { past, coming } of known) {
    const ours = ask(past)
    if (ours.status !== 'ok') continue
    const { pattern } = ours.pattern
    const add = (model: string, yhat: Float64Array, bounds?: SeriesForecast): void => {
      for (const group of [pattern, 'all']) count(tallies, `${group} · ${model}`, yhat, coming, bounds)
    }
    add('seasonal naive', seasonalNaiveModel.fit(past, HORIZON).yhat)
    add('Prophet as A4 sets it', prophetAlone(past, false))
    add('Prophet, gated', prophetAlone(past, true))
    add('ours', ours.yhat, ours)
  }
}

/** The product's way: learn from all, compare on a sample, then ask about one. */
const shopOf = (pasts: readonly Train[]) => {
  const lessons = pasts.length < LEAST ? null : lessonsOf(pasts, HORIZON)
  const present = lessons && learnGlobalDemand(lessons.present, HORIZON)
  const past = lessons && learnGlobalDemand(lessons.past, HORIZON)
  const global = lessons && present && past ? { ...lessons, present, past } : null
  const room = modelRoom('', global)
  const ask = (series: Train, records?: ReturnType<typeof classRecords>) =>
    forecastSeries(series, { horizon: HORIZON, ...room.suited(series), ...(records ? { records } : {}) })
  if (pasts.length < LEAST) return (series: Train) => ask(series)
  const step = Math.max(1, Math.floor(pasts.length / SAMPLE))
  const evidence = pasts.flatMap((series, i): Evidence[] => {
    const told = i % step === 0 ? ask(series) : null
    if (told?.status !== 'ok') return []
    return [{ pattern: told.pattern.pattern, measure: told.choice.measure, cards: told.backtests }]
  })
  const records = classRecords(evidence)
  return (series: Train) => ask(series, records)
}

/** Prophet by itself: A4's seasonalities whatever the history, or gated by its length. */
const prophetAlone = ({ firstDay, values }: Train, gated: boolean): Float64Array => {
  const days = Array.from(values, (_, i) => firstDay + i)
  const settings = defaultSettings(gated ? values.length : Math.max(730, values.length))
  const future = Array.from({ length: HORIZON }, (_, h) => firstDay + values.length + h)
  return predictProphet(fitProphet({ days, values }, settings), future).yhat.map((y) => Math.max(0, y))
}

const count = (
  tallies: Map<string, Tally>,
  key: string,
  yhat: Float64Array,
  coming: Float64Array,
  bounds?: SeriesForecast,
): void => {
  const empty = { error: 0, sum: 0, sold: 0, signed: 0, forecasts: 0, inside: 0, days: 0 }
  const tally = tallies.get(key) ?? empty
  tallies.set(key, tally)
  let off = 0
  coming.forEach((sold, h) => {
    if (Number.isNaN(sold)) return
    tally.error += Math.abs(yhat[h]! - sold)
    tally.sold += Math.abs(sold)
    off += yhat[h]! - sold
    if (!bounds) return
    tally.days++
    if (sold >= bounds.lower[h]! - 1e-9 && sold <= bounds.upper[h]! + 1e-9) tally.inside++
  })
  tally.sum += Math.abs(off)
  tally.signed += off
  tally.forecasts++
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10
