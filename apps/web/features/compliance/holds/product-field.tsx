'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { SearchInput } from '@/components/ui/input'
import { question } from '@/lib/question'

/** A product as forms need it. */
export interface ChosenProduct {
  readonly id: string
  readonly name: string
  readonly sku: string
  readonly unit: string
}

/** Finds products by name or SKU as it is typed. */
export const ProductSearch = ({
  label,
  taken = [],
  error,
  onChoose,
}: {
  label: string
  taken?: readonly string[]
  error?: string | undefined
  onChoose: (product: ChosenProduct) => void
}) => {
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const { data } = useQuery({
    ...question('/products', { query: { search, limit: 8 } }),
    enabled: search.length >= 2,
  })
  const found = search.length < 2 ? [] : (data?.items ?? []).filter(({ id }) => !taken.includes(id))
  return (
    <div>
      <Field label={label} error={error}>
        <SearchInput
          placeholder="Name or SKU"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      </Field>
      {found.length > 0 && (
        <ul aria-label="Products found" className="mt-1.5 rounded-md border">
          {found.map(({ id, name, sku, unit }) => (
            <li key={id} className="border-b last:border-0">
              <button
                type="button"
                onClick={() => {
                  onChoose({ id, name, sku, unit })
                  setText('')
                }}
                className="flex w-full items-center gap-3 px-3 py-1.5 text-left text-sm hover:bg-hover"
              >
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-xs text-faint">{sku}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {search.length >= 2 && data !== undefined && found.length === 0 && (
        <p role="status" className="mt-1 text-xs text-muted">
          No product fits.
        </p>
      )}
    </div>
  )
}

/** One product, searched for or chosen. */
export const ProductField = ({
  label = 'Product',
  product,
  error,
  onChoose,
}: {
  label?: string
  product: ChosenProduct | null
  error?: string | undefined
  onChoose: (product: ChosenProduct | null) => void
}) =>
  product === null ? (
    <ProductSearch label={label} error={error} onChoose={onChoose} />
  ) : (
    <div className="flex flex-col gap-1">
      <span className="text-xs font-medium text-muted">{label}</span>
      <p className="flex items-center gap-2 rounded-md border bg-sunken py-0.5 pr-0.5 pl-2.5 text-sm">
        <span className="min-w-0 flex-1 truncate">{product.name}</span>
        <span className="text-xs text-faint">{product.sku}</span>
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={`Choose another ${label.toLowerCase()}`}
          onClick={() => onChoose(null)}
        >
          <X />
        </Button>
      </p>
    </div>
  )
