'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'

/** Merging two products, taking a merge back, and saying that two are not the same. */
export const useMerging = () => {
  const client = useQueryClient()
  const stale = (): void => void client.invalidateQueries()
  const undo = useMutation({
    mutationFn: (mergeId: string) => write('POST /products/merges/{id}/undo', {}, { id: mergeId }),
    onSuccess: () => notify.done('Merge undone'),
    onError: (error) => notify.failed(error),
    onSettled: stale,
  })
  return {
    undo,
    merge: useMutation({
      mutationFn: ({ keptId, otherId }: { keptId: string; otherId: string }) =>
        write('POST /products/{id}/merge', { productId: otherId }, { id: keptId }),
      onSuccess: ({ id, keptName }) =>
        notify.done(`Merged into ${keptName}`, { label: 'Undo', onClick: () => undo.mutate(id) }),
      onError: (error) => notify.failed(error),
      onSettled: stale,
    }),
    dismiss: useMutation({
      mutationFn: (pair: { productId: string; otherId: string }) =>
        write('POST /products/duplicates/dismiss', pair),
      onSuccess: () => notify.done('This pair is not shown again'),
      onError: (error) => notify.failed(error),
      onSettled: () => void client.invalidateQueries({ queryKey: ['/products/duplicates'] }),
    }),
  }
}
