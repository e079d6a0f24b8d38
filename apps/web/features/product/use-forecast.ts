'use client'

import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/lib/me'
import { forecastOf } from './queries'

/** The forecast of a product in a store, for people who may see it. */
export const useForecast = (storeId: string, productId: string) => {
  const mayRead = useCan('forecasts.read')
  return useQuery({ ...forecastOf(storeId, productId), enabled: mayRead })
}
