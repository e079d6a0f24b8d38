export {
  fitEts,
  forecastEts,
  type EtsForecast,
  type EtsModel,
  type EtsParameters,
  type EtsShape,
} from './ets.ts'
export { isSeasonal, theta } from './theta.ts'
