import {
  blendOf,
  cannabisEvents,
  cannabisProphet,
  globalForecaster,
  networkForecaster,
  remembering,
  thetaModel,
  tsbModel,
  type Forecaster,
  type ForecastContext,
  type EventOf,
  type GlobalModel,
  type NetworkModel,
  type Train,
} from '@suite/ensemble'
import { SHOWN_DAYS } from '../contract.ts'

import { witnessed, type Witness } from './prophet-in-full.ts'

/** The mean of the model over all products and TSB, that with Prophet, and where there is none the mean of the others. */
export const TREES_AND_TSB = 'trees_tsb'
export const TREES_AND_NETWORK = 'trees_lstm'
export const TREES_AND_PROPHET = 'trees_prophet'
export const MEAN_WITH_PROPHET = 'mean'
/** The share of Prophet in the means that hold it. */
export const PROPHET_SHARE: Readonly<Record<string, number>> = {
  prophet: 1,
  [TREES_AND_PROPHET]: 1 / 2,
  [MEAN_WITH_PROPHET]: 1 / 3,
}

/** Days with which a model can be tried on four past fortnights; on fewer, Prophet's luck passes for skill. */
const LEAST_FOR_PROPHET = 70
const YEAR = 366

/** The models of one state's products, and which of them a product is tried with. */
export interface ModelRoom {
  readonly state: string
  readonly prophet: Witness
  /** To be asked right before the product is forecast. */
  suited(series: Train): Pick<ForecastContext, 'models' | 'sparseModels'>
}

/**
 * The models beyond seasonal naive and TSB. On sparse demand Prophet is not asked: it takes single sales for a pattern.
 * @param global null where there is too little to learn from, as is `network` until one was trained
 */
export const modelRoom = (
  state: string,
  global: GlobalModel | null,
  network: NetworkModel | null = null,
): ModelRoom => {
  let end = 0
  const prophet = witnessed(cannabisProphet(state), () => end)
  const remembered = remembering(prophet)
  const trees = global && remembering(treesFor(state, global))
  const steady = remembering(thetaModel)
  const smooth = remembering(tsbModel)
  const light: Forecaster[] = trees ? [trees, blendOf(TREES_AND_TSB, [trees, smooth])] : []
  if (trees && network) light.push(...networkModels(state, network, trees))
  const heavy: Forecaster[] = trees
    ? [remembered, blendOf(TREES_AND_PROPHET, [trees, remembered])]
    : [remembered, blendOf(MEAN_WITH_PROPHET, [smooth, steady, remembered])]
  return {
    state,
    prophet,
    suited: ({ firstDay, values }) => {
      end = firstDay + values.length
      const models = values.length < LEAST_FOR_PROPHET ? light : [steady, ...light, ...heavy]
      return { models, sparseModels: light }
    },
  }
}

const networkModels = (state: string, network: NetworkModel, trees: Forecaster): Forecaster[] => {
  const lstm = remembering(networkForecaster(network, calendarFor(state, network)))
  return [lstm, blendOf(TREES_AND_NETWORK, [trees, lstm])]
}

const treesFor = (state: string, global: GlobalModel): Forecaster =>
  globalForecaster(global, calendarFor(state, global))

/** The calendar reaches from years before anything the model of the past saw to beyond the forecast. */
const calendarFor = (state: string, { since, until }: Pick<GlobalModel, 'since' | 'until'>): EventOf =>
  cannabisEvents(state, since - 5 * YEAR, until + YEAR + SHOWN_DAYS)
