'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { SearchInput } from '@/components/ui/input'
import type { ProductItem } from '@/lib/contract'
import { question } from '@/lib/question'
import type { EditedLine } from './order-edit'

/** Finds a product and puts it on the order. */
export const AddLine = ({
  taken,
  onAdd,
}: {
  taken: readonly string[]
  onAdd: (line: EditedLine) => void
}) => {
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const { data } = useQuery({
    ...question('/products', { query: { search, limit: 8 } }),
    enabled: search.length >= 2,
  })
  const found = search.length < 2 ? [] : (data?.items ?? []).filter(({ id }) => !taken.includes(id))
  const add = ({ id, name, sku, unit, cost }: ProductItem): void => {
    onAdd({ productId: id, name, sku, unit, quantity: '1', unitCost: cost ?? '' })
    setText('')
  }
  return (
    <div className="p-3">
      <SearchInput
        aria-label="Add a product"
        placeholder="Add a product by name or SKU"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="max-w-80"
      />
      {found.length > 0 && (
        <ul aria-label="Products found" className="mt-2 max-w-xl rounded-md border">
          {found.map((product) => (
            <li key={product.id} className="border-b last:border-0">
              <button
                type="button"
                onClick={() => add(product)}
                className="flex w-full items-center gap-3 px-3 py-1.5 text-left text-sm hover:bg-hover"
              >
                <span className="min-w-0 flex-1 truncate">{product.name}</span>
                <span className="text-xs text-faint">{product.sku}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
