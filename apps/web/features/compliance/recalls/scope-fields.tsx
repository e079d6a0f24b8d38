'use client'

import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import { useVendorChoices } from '@/features/products/use-vendor-choices'
import { RECALL_BY } from '@/lib/words'
import { ProductField } from '../holds/product-field'
import type { RecallScopeDraft } from './scope-draft'

/** Which goods are recalled: by batch, tag, source, product or vendor. */
export const RecallScopeFields = ({
  draft,
  errors,
  onChange,
}: {
  draft: RecallScopeDraft
  errors: Readonly<Record<string, string>>
  onChange: (draft: RecallScopeDraft) => void
}) => {
  const set = (part: Partial<RecallScopeDraft>): void => onChange({ ...draft, ...part })
  const listed = draft.by !== 'product' && draft.by !== 'vendor'
  return (
    <>
      <Field label="Which goods, by" error={errors['scope']}>
        <Select
          value={draft.by}
          onChange={(event) => set({ by: event.target.value as RecallScopeDraft['by'] })}
        >
          {Object.entries(RECALL_BY).map(([by, { label }]) => (
            <option key={by} value={by}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {listed && (
        <Field
          label={RECALL_BY[draft.by].label}
          hint={RECALL_BY[draft.by].hint}
          error={errors['scope.values']}
        >
          <Textarea
            required
            className="font-mono"
            value={draft.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Field>
      )}
      {draft.by === 'product' && (
        <ProductField
          product={draft.product}
          error={errors['scope.id']}
          onChoose={(product) => set({ product })}
        />
      )}
      {draft.by === 'vendor' && (
        <VendorField
          vendorId={draft.vendorId}
          error={errors['scope.id']}
          onChange={(vendorId) => set({ vendorId })}
        />
      )}
      {!listed && (
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label="Received from (optional)">
            <Input
              type="date"
              value={draft.receivedFrom}
              onChange={(event) => set({ receivedFrom: event.target.value })}
            />
          </Field>
          <Field label="Until (optional)">
            <Input
              type="date"
              min={draft.receivedFrom}
              value={draft.receivedUntil}
              onChange={(event) => set({ receivedUntil: event.target.value })}
            />
          </Field>
        </div>
      )}
    </>
  )
}

const VendorField = ({
  vendorId,
  error,
  onChange,
}: {
  vendorId: string
  error: string | undefined
  onChange: (vendorId: string) => void
}) => {
  const vendors = useVendorChoices()
  return (
    <Field label="Vendor" error={error}>
      <Select required value={vendorId} onChange={(event) => onChange(event.target.value)}>
        <option value="">Choose a vendor</option>
        {vendors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
}
