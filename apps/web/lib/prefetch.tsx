import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { GetPath } from './contract'
import { list, question, type ListPath } from './question'
import type { Params } from './request'
import { serverGet } from './server-api'

/** Asks before the page is painted; `first` asks for the first page of a list. */
export interface Ask {
  readonly path: GetPath
  readonly params?: Params
  readonly first?: boolean
}

/** Paints its children with answers already there. A question that fails is asked again by the browser. */
export const Prefetch = async ({ asks, children }: { asks: readonly Ask[]; children: ReactNode }) => {
  const client = new QueryClient()
  await Promise.all(asks.map((ask) => prefetch(client, ask)))
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}

const prefetch = async (client: QueryClient, { path, params = {}, first = false }: Ask): Promise<void> => {
  const answer = serverGet(path, params)
  if (!first) return client.prefetchQuery({ ...question(path, params), queryFn: () => answer })
  const { queryKey } = list(path as ListPath, params)
  await client.prefetchInfiniteQuery({
    queryKey,
    queryFn: () => answer,
    initialPageParam: null,
  })
}
