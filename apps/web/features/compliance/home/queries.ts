import type { GetReplies } from '@/lib/contract'
import { question } from '@/lib/question'

export type Due = GetReplies['/compliance/due']
export type DueItem = Due['items'][number]

export const dueQuery = (storeId: string | undefined) => ({ storeId })

/** What compliance has to do, most urgent first, with what stands in figures. */
export const dueNow = (storeId: string | undefined) =>
  question('/compliance/due', { query: dueQuery(storeId) })
