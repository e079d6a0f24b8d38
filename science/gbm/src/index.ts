export { boostTrees, predictTrees, type BoostOptions, type TrainingRows } from './boosting/boost.ts'
export type { BoostedTrees } from './boosting/tree.ts'
export { FEATURES } from './demand/features.ts'
export type { DemandSeries } from './demand/series.ts'
export {
  forecastGlobalDemand,
  trainGlobalDemand,
  type GlobalDemand,
  type GlobalOptions,
} from './demand/train.ts'
