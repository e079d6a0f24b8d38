import { queryOptions } from '@tanstack/react-query'
import { get } from '@/lib/api'
import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type SessionItem = GetReplies['/count-sessions']['items'][number]
export type Session = GetReplies['/count-sessions/{id}']
export type Pass = Session['passes'][number]
export type CountStatus = Session['status']
export type CountScope = Session['scope']
export type SheetLine = GetReplies['/count-sessions/{id}/sheet']['items'][number]
export type Review = GetReplies['/count-sessions/{id}/review']
export type ReviewLine = Review['items'][number]
export type Suggestion = GetReplies['/count-suggestions']['items'][number]

/** Answers that a step of a count makes old. */
export const STALE_COUNTS = ['/count-sessions', '/count-sessions/{id}', '/count-suggestions'] as const

export const sessionsQuery = (status: string, storeId: string | undefined) => ({ status, storeId, limit: 50 })

/** Counts page by page, newest first. */
export const sessionsList = (status: string, storeId: string | undefined) =>
  list('/count-sessions', { query: sessionsQuery(status, storeId) })

export const sessionOf = (id: string) => question('/count-sessions/{id}', { path: { id } })

const SHEET_PAGE = 500

/** What the caller has to count: every line of the sheet, in walking order. */
interface WholeSheet {
  readonly pass: number | null
  readonly recount: boolean
  readonly lines: readonly SheetLine[]
}

/** The whole sheet at once, so that counting goes on where there is no network. */
export const wholeSheet = (id: string) =>
  queryOptions({
    queryKey: ['/count-sessions/{id}/sheet', { path: { id } }, 'whole'] as const,
    queryFn: () => fetchSheet(id),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    // counts are entered on the sheet itself: coming back to it must not show it as it was before
    gcTime: 0,
  })

const fetchSheet = async (id: string): Promise<WholeSheet> => {
  const lines: SheetLine[] = []
  let cursor: string | null = null
  for (;;) {
    const page: GetReplies['/count-sessions/{id}/sheet'] = await get('/count-sessions/{id}/sheet', {
      path: { id },
      query: { limit: SHEET_PAGE, cursor },
    })
    lines.push(...page.items)
    cursor = page.nextCursor
    if (cursor === null) return { pass: page.pass, recount: page.recount, lines }
  }
}

const REVIEW_PAGE = 200

/**
 * What was counted beside what was expected, page by page. Asked anew whenever it comes into view: a count may have gone
 * back to the shelf meanwhile, and while it is there the answer is refused.
 */
export const reviewList = (id: string, onlyDifferent: boolean) => ({
  ...list('/count-sessions/{id}/review', {
    path: { id },
    query: { onlyDifferent: String(onlyDifferent), limit: REVIEW_PAGE },
  }),
  staleTime: 0,
})

/** What is worth counting most in a store. */
export const suggestionsOf = (storeId: string, take: number) =>
  question('/count-suggestions', { query: { storeId, take } })
