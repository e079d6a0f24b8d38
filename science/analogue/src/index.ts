export { type AnalogueForecast, type AnalogueOptions, forecastByAnalogues } from './forecast.ts'
export type { Analogue, Launch, Peer } from './peers.ts'
export { type Attributes, type Similarity, similarityOf } from './similarity.ts'
export { type AnalogueTuning, tuneAnalogues, type TuningOptions } from './tune.ts'
