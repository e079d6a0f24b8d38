import { Decimal, fromMinor, type Day } from '@suite/kernel'
import type { OrderSuggestion, ReplenishmentPlan } from '@suite/replenishment'
import { NO_VENDOR, type Core, type ProductFacts, type Sentences } from './product-facts.ts'

/** Says when the sales behind a plan are old. */
export const staleness = (stale: boolean, day: Day): Sentences =>
  stale
    ? [
        {
          text: `Sales are known only up to the day before ${day}, so the plan starts there. Import newer sales to plan from today.`,
          data: { planDay: day },
        },
      ]
    : []

/** Says what waits in drafts. */
export const drafted = (
  facts: ProductFacts,
  planned: { onDraft: string; suggestedQuantity: string },
): Sentences =>
  Number(planned.onDraft) > 0
    ? [
        {
          text: `${new Decimal(planned.onDraft).toFixed()} of it is in a draft order that waits for approval${Number(planned.suggestedQuantity) > 0 ? `, ${new Decimal(planned.suggestedQuantity).toFixed()} is not drafted yet` : ''}.`,
          data: {
            onDraft: planned.onDraft,
            byPeople: facts.draftedByPeople,
            byPlanner: facts.draftedByPlanner,
          },
        },
      ]
    : []

/** Says what is lost before an order could arrive, at margin or, without a cost, at price. */
export const riskSentence = (facts: ProductFacts, plan: ReplenishmentPlan): Sentences => {
  const lost = plan.lostBeforeArrival
  if (lost === null || lost.units === 0) return []
  if (facts.cost !== null)
    return [{ text: `That is $${fromMinor(lost.margin)} of margin at risk.`, data: { margin: lost.margin } }]
  return [
    {
      text: `The cost is unknown, so the whole sales value of $${fromMinor(lost.revenue)} counts as at risk, not the margin.`,
      data: { revenue: lost.revenue },
    },
  ]
}

/** The models' own names in words. */
const MODELS: Readonly<Record<string, string>> = {
  prophet: 'Prophet',
  seasonal_naive: 'the pattern of past weeks (seasonal naive)',
  tsb: 'a model for rare sales (TSB)',
}

/** Says what forecast and how good it was. */
export const modelSentence = (forecast: NonNullable<ProductFacts['forecast']>): Sentences[number] => {
  const { model, wape, firstDay } = forecast
  const data = { model, wape, firstDay }
  if (model === 'no_recent_sales')
    return { text: 'Not sold for half a year, so no demand is expected until it sells again.', data }
  const by = `Forecast by ${MODELS[model] ?? model}`
  return {
    text:
      wape === null
        ? `${by}.`
        : `${by}; in backtests it was off by ${Math.round(wape * 100)} % of what sold.`,
    data,
  }
}

/** Says what people expect in place of the model, and why. */
export const overrideSentences = ({ overrides }: NonNullable<ProductFacts['forecast']>): Sentences =>
  overrides.map(({ firstDay, lastDay, kind, value, reason }) => ({
    text: `From ${firstDay} to ${lastDay} a person expects ${
      kind === 'units_per_day'
        ? `${value} a day`
        : `${Math.abs(value)} % ${value < 0 ? 'less' : 'more'} than the model`
    }: ${reason}.`,
    data: { firstDay, lastDay, kind, value },
  }))

/** Says why there is no forecast. */
export const historySentence = (facts: ProductFacts): Sentences[number] => ({
  text:
    facts.forecastOn === null
      ? 'There are no sales yet to forecast from.'
      : `Not enough sales history for a forecast yet; there will be on ${facts.forecastOn}.`,
  data: { forecastOn: facts.forecastOn, soldLast30: facts.soldLast30 },
})

/** Says what is on the shelf, or what it takes to know. */
export const onHandSentence = (facts: ProductFacts): Sentences =>
  facts.onHand === null
    ? [
        {
          text: 'On hand is unknown: count it or import an inventory file to get a quantity.',
          data: { onHand: null },
        },
      ]
    : [
        {
          text: `You have ${new Decimal(facts.onHand).minus(facts.held).toFixed()}.`,
          data: { onHand: facts.onHand },
        },
      ]

/** Says what of it may not be sold and is therefore not counted on. */
export const heldSentence = (facts: ProductFacts): Sentences =>
  Number(facts.held) > 0
    ? [
        {
          text: `${new Decimal(facts.held).toFixed()} more is on the shelf but on hold, so it is not counted on.`,
          data: { held: facts.held },
        },
      ]
    : []

/** Says what a reorder point set by hand asks for. */
export const byHandSentence = (facts: ProductFacts, suggestion: OrderSuggestion | null): Sentences =>
  suggestion === null
    ? [{ text: 'Set a reorder point by hand to get suggestions before then.', data: {} }]
    : [
        {
          text:
            (suggestion.quantity ?? 0) > 0
              ? `Below the reorder point of ${new Decimal(facts.reorderPointOverride!).toFixed()} set by hand, so order ${suggestion.quantity}.`
              : `The reorder point set by hand is ${new Decimal(facts.reorderPointOverride!).toFixed()}.`,
          data: { reorderPoint: facts.reorderPointOverride, quantity: suggestion.quantity },
        },
      ]

/** Says what was assumed, overruled or is frozen in stock. */
export const gaps = (facts: ProductFacts, core: Core): Sentences => {
  const sentences: Sentences = []
  if (facts.vendor === null && core.needed > 0)
    sentences.push({
      text: `No vendor is set, so a lead time of ${NO_VENDOR.leadTimeDays} days is assumed and nothing can be drafted. Choose a vendor on the product page.`,
      data: { leadTimeDays: NO_VENDOR.leadTimeDays },
    })
  if (facts.reorderPointOverride !== null && facts.forecast !== null)
    sentences.push({
      text: `The reorder point of ${new Decimal(facts.reorderPointOverride).toFixed()} was set by hand.`,
      data: { reorderPoint: facts.reorderPointOverride },
    })
  if (core.frozenMinor > 0 && core.status === 'overstock')
    sentences.push({
      text: `$${fromMinor(core.frozenMinor)} of stock at cost will not sell within the overstock limit.`,
      data: { frozenMinor: core.frozenMinor },
    })
  return sentences
}
