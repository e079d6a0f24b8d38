import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type Levels = GetReplies['/forecasts/levels']
export type Level = Levels['items'][number]
export type LevelSeries = GetReplies['/forecasts/levels/series']
export type WhatIf = GetReplies['/forecasts/what-if']
export type ForecastChange = NonNullable<GetReplies['/stores/{storeId}/products/{id}/forecast-change']>

/** Which part of the shop is looked at; nothing set means all stores. */
export interface LevelNode {
  readonly storeId?: string | undefined
  readonly category?: string | undefined
  readonly line?: string | undefined
}

export const levelsOf = (node: LevelNode, days: number) =>
  list('/forecasts/levels', { query: { ...node, days, limit: 100 } })

export const levelSeriesOf = (node: LevelNode, days: number, historyDays: number) =>
  question('/forecasts/levels/series', { query: { ...node, days, historyDays } })

export const changeOf = (storeId: string, id: string) =>
  question('/stores/{storeId}/products/{id}/forecast-change', { path: { storeId, id } })

/** What a scenario is asked with; empty fields are left out. */
export interface Scenario {
  readonly firstDay: string
  readonly lastDay: string
  readonly pricePercent?: number | undefined
  readonly discountPercent?: number | undefined
  readonly upliftPercent?: number | undefined
  readonly eventPercent?: number | undefined
  readonly closed?: string | undefined
}

export const whatIfOf = (storeId: string, productId: string, scenario: Scenario) =>
  question('/forecasts/what-if', { query: { storeId, productId, ...scenario } })
