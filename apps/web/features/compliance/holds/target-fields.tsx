'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/tabs'
import { LotField } from './lot-field'
import { ProductField, type ChosenProduct } from './product-field'

/** What is to be held, while it is being chosen. */
interface TargetDraft {
  readonly by: 'goods' | 'tag'
  readonly tag: string
  readonly product: ChosenProduct | null
  readonly lotId: string
}

export const NO_TARGET: TargetDraft = { by: 'goods', tag: '', product: null, lotId: '' }

/** The one thing to hold as the API takes it: a tag, a lot or a product; null while nothing is named. */
export const namedBy = ({
  by,
  tag,
  product,
  lotId,
}: TargetDraft): { packageTag: string } | { lotId: string } | { productId: string } | null => {
  if (by === 'tag') return tag.trim() === '' ? null : { packageTag: tag.trim() }
  if (product === null) return null
  return lotId === '' ? { productId: product.id } : { lotId }
}

/** A package by its tag, or a product and perhaps one of its lots. */
export const TargetFields = ({
  storeId,
  target,
  errors,
  onChange,
}: {
  storeId: string
  target: TargetDraft
  errors: Readonly<Record<string, string>>
  onChange: (part: Partial<TargetDraft>) => void
}) => (
  <>
    <Segmented
      label="What to hold"
      value={target.by}
      onChange={(by) => onChange({ by })}
      options={[
        { value: 'goods', label: 'By product' },
        { value: 'tag', label: 'By package tag' },
      ]}
      className="self-start"
    />
    {target.by === 'tag' ? (
      <Field
        label="Package tag"
        hint="A tag that is not here yet is held when its package comes in"
        error={errors['packageTag']}
      >
        <Input
          required
          autoComplete="off"
          maxLength={120}
          className="font-mono"
          value={target.tag}
          onChange={(event) => onChange({ tag: event.target.value })}
        />
      </Field>
    ) : (
      <ProductField
        product={target.product}
        error={errors['productId']}
        onChoose={(product) => onChange({ product, lotId: '' })}
      />
    )}
    {target.by === 'goods' && target.product !== null && (
      <LotField
        storeId={storeId}
        product={target.product}
        lotId={target.lotId}
        none="All there is of it, and what comes in"
        error={errors['lotId']}
        onChange={(lotId) => onChange({ lotId })}
      />
    )}
  </>
)
