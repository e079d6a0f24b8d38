import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'
import { STALE_DISCREPANCIES } from '../discrepancies/queries'

export type Run = GetReplies['/compliance/reconciliations']['items'][number]

/** Answers that a comparison, or its signature, makes old. */
export const STALE_RUNS = [
  ...STALE_DISCREPANCIES,
  '/compliance/reconciliations',
  '/compliance/reconciliations/{id}',
] as const

export const runsQuery = (storeId: string | undefined) => ({ storeId, limit: 50 })

/** Reconciliations page by page, the last first. */
export const runsList = (storeId: string | undefined) =>
  list('/compliance/reconciliations', { query: runsQuery(storeId) })

export const runOf = (id: string) => question('/compliance/reconciliations/{id}', { path: { id } })

/** Whether nothing more will come of a run by itself. */
export const isOver = ({ status }: Pick<Run, 'status'>): boolean => status === 'done' || status === 'failed'
