'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { ApiError } from '@/lib/api-error'
import type { BodyOf, WriteReply, WriteRoute } from '@/lib/contract'

interface Options<R extends WriteRoute> {
  /** Paths whose answers the command changes. */
  readonly stale: readonly string[]
  readonly done: string
  readonly after?: (reply: WriteReply<R>) => void
}

/** One command of the settings: says when it is done, tells refusals at their fields. */
export const useCommand = <R extends WriteRoute>(route: R, { stale, done, after }: Options<R>) => {
  const client = useQueryClient()
  const command = useMutation({
    mutationFn: ({ body, path }: { body: BodyOf<R>; path?: Record<string, string> }) =>
      write(route, body, path),
    onSuccess: async (reply) => {
      notify.done(done)
      after?.(reply)
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
    onError: notify.failed,
  })
  const fields: Readonly<Record<string, string>> =
    command.error instanceof ApiError ? command.error.fields : {}
  return { ...command, fields }
}
