'use client'

import { Field, FieldGroup } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { LotField } from '../holds/lot-field'
import { ProductField, type ChosenProduct } from '../holds/product-field'
import { StoreField } from '../holds/store-field'
import type { DestructionDraft } from './destruction-draft'

interface PartProps {
  readonly draft: DestructionDraft
  readonly errors: Readonly<Record<string, string>>
  readonly set: (part: Partial<DestructionDraft>) => void
}

/** Which goods, from which package, and how much of them. */
export const GoodsGroup = ({
  draft,
  errors,
  set,
  onStore,
}: PartProps & { onStore: (storeId: string) => void }) => (
  <FieldGroup title="What">
    <StoreField storeId={draft.storeId} error={errors['storeId']} onChange={onStore} />
    <ProductField
      product={draft.product}
      error={errors['productId']}
      onChoose={(product) => set({ product, lotId: '' })}
    />
    {draft.product !== null && (
      <LotField
        storeId={draft.storeId}
        product={draft.product}
        lotId={draft.lotId}
        none="Units in no package"
        error={errors['lotId']}
        onChange={(lotId) => set({ lotId })}
      />
    )}
    <Field label={amountLabel(draft.product)} error={errors['quantity']}>
      <Input
        required
        inputMode="decimal"
        className="num w-32 text-right"
        value={draft.quantity}
        onChange={(event) => set({ quantity: event.target.value })}
      />
    </Field>
  </FieldGroup>
)

const amountLabel = (product: ChosenProduct | null): string =>
  product === null ? 'How much' : product.unit === 'each' ? 'How many' : `Weight or amount, ${product.unit}`

/** Why it was destroyed, how, and when. */
export const ActGroup = ({ draft, errors, set }: PartProps) => (
  <FieldGroup title="Why and how">
    <Field label="Why it is destroyed" error={errors['reason']}>
      <Input
        required
        maxLength={500}
        value={draft.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </Field>
    <Field
      label="How it was made unusable"
      hint="Such as ground and mixed with other waste"
      error={errors['method']}
    >
      <Textarea
        required
        maxLength={500}
        value={draft.method}
        onChange={(event) => set({ method: event.target.value })}
      />
    </Field>
    <Field label="When" error={errors['destroyedAt']}>
      <Input
        type="datetime-local"
        required
        value={draft.at}
        onChange={(event) => set({ at: event.target.value })}
      />
    </Field>
  </FieldGroup>
)
