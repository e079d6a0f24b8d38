import type { GetReplies } from '@/lib/contract'
import { question } from '@/lib/question'
import { STALE_DISCREPANCIES } from './queries'

export type Preview = GetReplies['/compliance/discrepancies/{id}/correction']
export type Correction = GetReplies['/compliance/discrepancies/{id}/corrections']['items'][number]

/** What would put it right; the register may be asked for its reasons. */
export const previewOf = (id: string) =>
  question('/compliance/discrepancies/{id}/correction', { path: { id } })

/** What was sent, and how it fared. */
export const correctionsOf = (id: string) =>
  question('/compliance/discrepancies/{id}/corrections', { path: { id } })

/** Answers that a correction makes old. */
export const STALE_CORRECTIONS = [
  ...STALE_DISCREPANCIES,
  '/compliance/discrepancies/{id}/correction',
  '/compliance/discrepancies/{id}/corrections',
] as const

/** Whether a correction is still on its way. */
export const isUnderWay = ({ state }: Pick<Correction, 'state'>): boolean =>
  state === 'waiting' || state === 'sending' || state === 'unknown'
