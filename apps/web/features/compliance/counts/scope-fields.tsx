'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { CATEGORIES } from '@/lib/words'
import { ProductSearch } from '../holds/product-field'
import type { CountScope } from './queries'
import { RiskChoice } from './risk-choice'
import { RoomChoice } from './room-choice'
import type { ScopeDraft } from './scope-draft'

const KINDS: Readonly<Record<CountScope['kind'], string>> = {
  room: 'Rooms',
  category: 'Categories',
  risk: 'What is at most risk',
  products: 'Chosen products',
  all: 'Everything in the store',
}

/** What is counted: rooms, categories, products at most risk, chosen products, or all. */
export const ScopeFields = ({
  storeId,
  draft,
  errors,
  onChange,
}: {
  storeId: string
  draft: ScopeDraft
  errors: Readonly<Record<string, string>>
  onChange: (draft: ScopeDraft) => void
}) => {
  const set = (part: Partial<ScopeDraft>): void => onChange({ ...draft, ...part })
  return (
    <>
      <Field label="What is counted" error={errors['scope']}>
        <Select
          value={draft.kind}
          onChange={(event) => set({ kind: event.target.value as ScopeDraft['kind'] })}
        >
          {Object.entries(KINDS).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {draft.kind === 'room' && (
        <RoomChoice
          storeId={storeId}
          rooms={draft.rooms}
          error={errors['scope.rooms']}
          onChange={(rooms) => set({ rooms })}
        />
      )}
      {draft.kind === 'category' && (
        <CategoryChoice categories={draft.categories} onChange={(categories) => set({ categories })} />
      )}
      {draft.kind === 'risk' && (
        <RiskChoice storeId={storeId} take={draft.take} onChange={(take) => set({ take })} />
      )}
      {draft.kind === 'products' && (
        <ProductChoice products={draft.products} onChange={(products) => set({ products })} />
      )}
    </>
  )
}

const CategoryChoice = ({
  categories,
  onChange,
}: {
  categories: readonly string[]
  onChange: (categories: readonly string[]) => void
}) => (
  <div role="group" aria-label="Categories" className="grid grid-cols-2 gap-2">
    {Object.entries(CATEGORIES).map(([category, label]) => (
      <label key={category} className="flex items-center gap-2 text-sm">
        <Checkbox
          checked={categories.includes(category)}
          onCheckedChange={(on) =>
            onChange(on === true ? [...categories, category] : categories.filter((each) => each !== category))
          }
        />
        {label}
      </label>
    ))}
  </div>
)

const ProductChoice = ({
  products,
  onChange,
}: {
  products: ScopeDraft['products']
  onChange: (products: ScopeDraft['products']) => void
}) => (
  <div className="flex flex-col gap-2">
    <ProductSearch
      label="Add a product"
      taken={products.map(({ id }) => id)}
      onChoose={(product) => onChange([...products, product])}
    />
    {products.length > 0 && (
      <ul aria-label="Products to count" className="divide-y rounded-md border">
        {products.map(({ id, name, sku }) => (
          <li key={id} className="flex items-center gap-2 py-0.5 pr-0.5 pl-3 text-sm">
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-xs text-faint">{sku}</span>
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={`Remove ${name}`}
              onClick={() => onChange(products.filter((each) => each.id !== id))}
            >
              <X />
            </Button>
          </li>
        ))}
      </ul>
    )}
  </div>
)
