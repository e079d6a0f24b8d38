import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get } from './api'
import type { GetPath, GetReplies, Page } from './contract'
import type { Params } from './request'

/** One question to the API as a query; its key is the path and the parameters, so answers can be marked stale by path. */
export const question = <P extends GetPath>(path: P, params: Params = {}) =>
  queryOptions<GetReplies[P], Error, GetReplies[P], readonly [P, Params]>({
    queryKey: [path, params],
    queryFn: () => get(path, params),
  })

/** Paths that answer in pages. */
export type ListPath = {
  [P in GetPath]: GetReplies[P] extends Page<unknown> ? P : never
}[GetPath]

/** A list of the API, page by page. */
export const list = <P extends ListPath>(path: P, params: Params = {}) =>
  infiniteQueryOptions({
    queryKey: [path, params, 'pages'] as const,
    queryFn: ({ pageParam }) =>
      get(path, {
        ...params,
        query: { ...params.query, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page as Page<unknown>).nextCursor,
  })
