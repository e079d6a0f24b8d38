'use client'

import { useMutation, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { Page, Product, ProductEdit, ProductItem } from '@/lib/contract'
import { productOf } from './queries'

type Lists = InfiniteData<Page<ProductItem>>

/** Changes a product; lists show the change at once and take it back if it is refused. */
export const useEditProduct = (id: string, onDone: () => void) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (edit: ProductEdit) => write('PATCH /products/{id}', edit, { id }),
    onMutate: async (edit) => {
      await client.cancelQueries({ queryKey: ['/products'] })
      const before = client.getQueriesData<Lists>({ queryKey: ['/products'] })
      paintEdit(client, id, edit)
      return { before }
    },
    onSuccess: (product: Product) => {
      client.setQueryData(productOf(id).queryKey, product)
      notify.done('Saved')
      onDone()
    },
    onError: (error, _edit, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data)
      notify.failed(error)
    },
    onSettled: () => {
      for (const key of ['/products', '/products/{id}', '/reorder', '/audit', STORE_REORDER])
        void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

const STORE_REORDER = '/stores/{storeId}/products/{id}/reorder'

const paintEdit = (client: QueryClient, id: string, edit: ProductEdit): void => {
  const { name, category, brand, strain, price, cost, vendorId, active, isService } = edit
  const shown = { name, category, brand, strain, price, cost, vendorId, active, isService }
  const changes = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined))
  client.setQueriesData<Lists>({ queryKey: ['/products'] }, (data) =>
    data?.pages === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.id === id ? { ...item, ...changes } : item)),
          })),
        },
  )
}
