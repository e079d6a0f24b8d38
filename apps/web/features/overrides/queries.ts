import type { GetReplies } from '@/lib/contract'
import { question } from '@/lib/question'

export type Overrides = GetReplies['/forecast-overrides']
export type Override = Overrides['items'][number]

/** What people expect of a product in a store instead of the model. */
export const overridesOf = (storeId: string, productId: string) =>
  question('/forecast-overrides', { query: { storeId, productId, limit: 20 } })

/** What people expected lately, in one store or all. */
export const latestOverrides = (storeId: string | undefined) =>
  question('/forecast-overrides', { query: { storeId, limit: 20 } })

/** Answers an override changes. */
export const STALE = [
  '/forecast-overrides',
  '/stores/{storeId}/products/{id}/forecast',
  '/stores/{storeId}/products/{id}/reorder',
  '/reorder',
  '/purchase-orders',
] as const
