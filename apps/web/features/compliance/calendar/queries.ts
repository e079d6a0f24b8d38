import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type Credential = GetReplies['/compliance/credentials/{id}']
export type CredentialKind = Credential['kind']
export type DueCounts = GetReplies['/compliance/credentials/due']['counts']

/** Answers that a change of a licence, badge or certificate makes old. */
export const STALE_CREDENTIALS = [
  '/compliance/credentials',
  '/compliance/credentials/due',
  '/compliance/credentials/{id}',
] as const

/** What the calendar is narrowed down to. */
export interface CalendarFilters {
  readonly kind: string
  readonly status: string
  /** A step (`expired`, `7`, `30`, `60`), `unknown` for those of unknown expiry, or empty for all. */
  readonly due: string
}

export const calendarQuery = ({ kind, status, due }: CalendarFilters, storeId: string | undefined) => ({
  kind,
  status,
  expiry: due === 'unknown' ? due : '',
  storeId,
  limit: 100,
})

/** The calendar page by page, soonest first. */
export const calendarList = (filters: CalendarFilters, storeId: string | undefined) =>
  list('/compliance/credentials', { query: calendarQuery(filters, storeId) })

/** What expired or runs out within 60 days, and the counts. */
export const dueCredentials = (storeId: string | undefined) =>
  question('/compliance/credentials/due', { query: { storeId } })

export const credentialOf = (id: string) => question('/compliance/credentials/{id}', { path: { id } })
