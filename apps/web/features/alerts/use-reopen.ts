'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'

/** Takes a snoozed alert back into the inbox. */
export const useReopen = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => write('POST /alerts/{id}/reopen', {}, { id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['/alerts'] })
      await client.invalidateQueries({ queryKey: ['/dashboard'] })
    },
    onError: notify.failed,
  })
}
