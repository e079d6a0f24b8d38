import type { ModelBacktest, SeriesForecast } from '@suite/ensemble'
import type { StoredBacktest } from '../contract.ts'

const NAMES: Readonly<Record<string, string>> = {
  seasonal_naive: 'repeating last week',
  tsb: 'exponential smoothing (TSB)',
  theta: 'the Theta method',
  mean: 'the mean of smoothing, Theta and Prophet',
  prophet: 'Prophet',
  global_trees: 'the model over all products',
  trees_tsb: 'the mean of smoothing and the model over all products',
  lstm: 'the neural network over all products',
  trees_lstm: 'the mean of the network and the trees over all products',
  trees_prophet: 'the mean of Prophet and the model over all products',
}

/** The card stored with a forecast: every model's figures and in words why one of them is used. */
export const backtestCard = (forecast: SeriesForecast, horizonDays: number): StoredBacktest => ({
  models: forecast.backtests.map((card) => ({
    model: card.name,
    version: card.version,
    wape: rounded(card.wape),
    mape: rounded(card.mape),
    mase: rounded(card.mase),
    bias: rounded(card.bias),
    horizonWape: rounded(card.horizonWape),
    coverage: rounded(card.coverage),
    failed: card.failed,
  })),
  chosen: forecast.model.name,
  reason: choiceInWords(forecast, horizonDays),
  horizonDays,
  origins: forecast.choice.chosen.paths.length,
  pattern: forecast.pattern.pattern,
})

/** Why this model, by how much, and plainly when no model beats repeating last week. */
const choiceInWords = (forecast: SeriesForecast, horizonDays: number): string => {
  const { choice, backtests, model } = forecast
  const name = nameOf(model.name)
  const trials = choice.chosen.paths.length
  if (trials === 0)
    return `${capital(name)} is used: the history is still too short to try models on its past.`
  if (choice.error === null)
    return `${capital(name)} is used: nothing was sold in the ${trials} trials, so no model could be told from another.`
  const tried = `over ${trials} past ${trials === 1 ? 'trial' : 'trials'} of ${horizonDays} days`
  const off = `${capital(name)} was off by ${percent(choice.error)} ${tried}${choice.measure === 'horizonWape' ? ', each counted as one sum' : ''}`
  const others = backtests.filter((card) => card.name !== model.name && !card.failed)
  const against = `${off}${comparison(others, choice.measure)}.`
  const foreseen = knownEvents(forecast, others) ?? trustedRecord(forecast, others)
  return `${against}${foreseen ?? verdict(model.name, choice.skill)}`
}

/** A model that was not the closest here is used for how it does on products like this one. */
const trustedRecord = (
  { choice, pattern }: SeriesForecast,
  others: readonly ModelBacktest[],
): string | undefined => {
  const closer = others.some((card) => (card[choice.measure] ?? Infinity) < choice.error!)
  if (!closer || !choice.byRecord) return undefined
  return ` On ${PATTERNS[pattern.pattern]} it is closer than the others, which says more than the luck of a few trials.`
}

const PATTERNS: Readonly<Record<SeriesForecast['pattern']['pattern'], string>> = {
  smooth: 'products that sell steadily',
  erratic: 'products that sell every day in very different amounts',
  intermittent: 'products that sell now and then',
  lumpy: 'products that sell now and then in very different amounts',
  none: 'products without sales',
}

const comparison = (others: readonly ModelBacktest[], measure: 'wape' | 'horizonWape'): string => {
  const parts = others.flatMap((card) => {
    const error = card[measure]
    return error === null ? [] : [`${nameOf(card.name)} by ${percent(error)}`]
  })
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`
}

/** A model that was not the closest is used for what it knows of the days ahead. */
const knownEvents = (
  { events, choice }: SeriesForecast,
  others: readonly ModelBacktest[],
): string | undefined => {
  const closer = others.some((card) => (card[choice.measure] ?? Infinity) < choice.error!)
  const names = [...new Set(events.map(({ name }) => name))]
  if (!closer || names.length === 0) return undefined
  return ` It is preferred because it has learned of ${names.join(', ')}, which the trials did not hold.`
}

const verdict = (model: string, skill: number | null): string => {
  if (model === 'seasonal_naive')
    return ' No model beats repeating last week here by enough to be trusted more.'
  if (skill === null) return ''
  if (skill < 0)
    return ` Repeating last week would have been closer by ${percent(-skill)}, but one lucky week must not become an order.`
  return ` That removes ${percent(skill)} of the error of repeating last week.`
}

const nameOf = (model: string): string => NAMES[model] ?? model
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const percent = (share: number): string => `${Math.round(share * 100)} %`

/** Four significant decimals are more than any figure here is worth. */
export const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 1e4) / 1e4
