import type { AnalogueOptions, Attributes, Peer } from '@suite/analogue'
import type {
  ClassRecords,
  DemandSeries,
  Evidence,
  GlobalDemand,
  GlobalModel,
  LstmModel,
  NetworkModel,
} from '@suite/ensemble'
import type { StoredBacktest, StoredComponents } from '../contract.ts'

/** Demand of one product in one store, a plain value that can be handed to another thread. */
export interface ProductSeries {
  readonly productId: string
  /** Days since 1970-01-01 of `values[0]`. */
  readonly firstDay: number
  /** Units a day; NaN where the store was closed. */
  readonly values: Float64Array<ArrayBuffer>
  /** 0 = known to be sold out all day; absent when nothing is known of the stock. */
  readonly inStock?: Uint8Array<ArrayBuffer>
}

/** A piece of work for one thread: products of one store. */
export interface ForecastBatch {
  /** USPS code of the store's state, for its holidays. */
  readonly state: string
  /** 0 = Sunday … 6 = Saturday on which the store does not open. */
  readonly closedWeekdays: readonly number[]
  readonly series: readonly ProductSeries[]
  /** What is known of the products too new for a forecast of their own. */
  readonly facts?: Readonly<Record<string, LaunchFacts>>
}

/** What a product is, and what its store sells of its category, units a day. */
export interface LaunchFacts {
  readonly name: string
  readonly attributes: Attributes
  readonly storeLevel: number
}

/** A product in a store that new ones may be like. */
export interface LaunchPeer extends Peer {
  readonly productId: string
  readonly name: string
}

/** The products new ones are compared with, and how. */
export interface Launches {
  readonly peers: readonly LaunchPeer[]
  readonly options: AnalogueOptions
}

/** A product's forecast as it is stored; arrays start at `firstDay`. */
export interface ProductForecast {
  readonly productId: string
  readonly status: 'ready' | 'not_enough_history'
  readonly availableOn: string | null
  readonly model: string | null
  readonly modelVersion: string | null
  readonly trainedFrom: string
  readonly trainedThrough: string
  readonly firstDay: string | null
  readonly mean: readonly number[] | null
  readonly lower: readonly number[] | null
  readonly upper: readonly number[] | null
  readonly intervalWidth: number | null
  readonly mape: number | null
  readonly wape: number | null
  readonly skill: number | null
  readonly coverage: number | null
  readonly confidence: number | null
  readonly unitsPerDay: number | null
  readonly backtest: StoredBacktest | null
  readonly components: StoredComponents | null
  /** Errors (sold − forecast) of the sum over all days of `mean`. */
  readonly horizonErrors: readonly number[] | null
}

/** What a thread knows beyond the products of its batch. */
export interface Equipment {
  /** The model over all products; null where there is too little to learn from. */
  readonly global: GlobalModel | null
  /** The network over all products; null until one was trained. */
  readonly network: NetworkModel | null
  /** What new products are compared with; null where there is too little. */
  readonly launches: Launches | null
  /** How the models did on a sample of products, by pattern of demand; absent while that is being found out. */
  readonly records?: ClassRecords
}

/** Histories to learn one model from, with the state whose calendar they follow. */
export interface Lesson {
  readonly horizon: number
  readonly series: readonly (DemandSeries & { readonly state: string })[]
}

/** What a thread is asked. `equip` is heard without an answer. */
export type ThreadTask =
  | { readonly kind: 'batch'; readonly batch: ForecastBatch }
  | { readonly kind: 'learn'; readonly lesson: Lesson }
  /** Trains a network for at most so many seconds. */
  | { readonly kind: 'train'; readonly lesson: Lesson; readonly seconds: number }
  /** Tries past launches on each other. */
  | { readonly kind: 'compare'; readonly peers: readonly LaunchPeer[] }
  | { readonly kind: 'judge'; readonly batch: ForecastBatch }
  | { readonly kind: 'equip'; readonly equipment: Equipment }

/** What a thread answers to each. */
export type ThreadReply =
  | BatchReply
  | { readonly kind: 'learned'; readonly model: GlobalDemand | null }
  | { readonly kind: 'trained'; readonly model: LstmModel | null }
  | { readonly kind: 'compared'; readonly options: AnalogueOptions }
  | { readonly kind: 'judged'; readonly evidence: readonly Evidence[] }

/** What a thread answers to a batch. */
export type BatchReply =
  | {
      readonly kind: 'done'
      readonly forecasts: readonly ProductForecast[]
      readonly failures: readonly SeriesFailure[]
    }
  | { readonly kind: 'failed'; readonly reason: string }

/** A product that could not be forecast. */
export interface SeriesFailure {
  readonly productId: string
  readonly reason: string
}
