import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

const MAX_TRIES = 2

/** Answers count as fresh for a moment; what the API refuses is not asked again. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (tries, error) =>
          tries < MAX_TRIES && !(error instanceof ApiError && error.status < 500 && error.status !== 429),
      },
    },
  })
