import { question } from '@/lib/question'

const HISTORY_DAYS = 800
const FORECAST_DAYS = 28

/** What the forecast of a product in a store is asked with. */
export const forecastParams = (storeId: string, id: string) => ({
  path: { storeId, id },
  query: { days: FORECAST_DAYS, historyDays: HISTORY_DAYS },
})

export const forecastOf = (storeId: string, id: string) =>
  question('/stores/{storeId}/products/{id}/forecast', forecastParams(storeId, id))

export const stockOf = (storeId: string, id: string) =>
  question('/stores/{storeId}/products/{id}/stock', { path: { storeId, id } })

export const timelineOf = (storeId: string, id: string, from: string, to: string) =>
  question('/stores/{storeId}/products/{id}/timeline', { path: { storeId, id }, query: { from, to } })
