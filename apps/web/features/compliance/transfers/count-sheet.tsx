'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Sheet } from '@/components/ui/dialog'
import { Field, FieldGroup } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import { withUnit } from '@/lib/format'
import { ProductField } from '../holds/product-field'
import { bodyOf, differenceOf, draftOf, type CountDraft } from './count-draft'
import { STALE_DELIVERIES, type DeliveredPackage, type Delivery } from './queries'

const FORM = 'count-package'

/** Counting one package at the door: how much there is, whether it stays, and what its papers say. */
export const CountSheet = ({
  delivery,
  of,
  onClose,
  onCounted,
}: {
  delivery: Delivery
  of: DeliveredPackage
  onClose: () => void
  onCounted: () => void
}) => {
  const [draft, setDraft] = useState(() => draftOf(of, delivery.suggestions[of.tag]))
  const set = (part: Partial<CountDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const count = useCommand('PUT /compliance/transfers/count', {
    stale: STALE_DELIVERIES,
    done: 'Counted',
    after: onCounted,
  })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={of.itemName}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={FORM} variant="primary" busy={count.isPending}>
            Save and go on
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          count.mutate({ body: bodyOf(draft, delivery, of.tag) })
        }}
      >
        <p className="font-mono text-xs break-all text-muted">{of.tag}</p>
        <Found of={of} draft={draft} set={set} errors={count.fields} />
        <Goods draft={draft} set={set} errors={count.fields} askProduct={!delivery.tillBringsStock} />
        <Papers draft={draft} set={set} errors={count.fields} />
        <Field label="Note" error={count.fields['note']}>
          <Input
            maxLength={1000}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </Field>
      </form>
    </Sheet>
  )
}

interface PartProps {
  readonly draft: CountDraft
  readonly set: (part: Partial<CountDraft>) => void
  readonly errors: Readonly<Record<string, string>>
}

const Found = ({ of, draft, set, errors }: PartProps & { of: DeliveredPackage }) => {
  const unit = of.unit.toLowerCase()
  const off = differenceOf(draft.counted, of.shipped)
  return (
    <div className="flex flex-col gap-3">
      <Field label={`Counted, ${unit}`} error={errors['counted']}>
        <Input
          autoFocus
          required
          inputMode="decimal"
          autoComplete="off"
          className="num h-16 text-center text-[2rem]! font-semibold"
          value={draft.counted}
          onChange={(event) => set({ counted: event.target.value })}
        />
      </Field>
      <p role="status" className="text-sm text-muted">
        {withUnit(of.shipped, unit)} were shipped.{' '}
        {off !== null && off !== 0 && (
          <strong className="text-danger-text">
            {withUnit(Math.abs(off), unit)} {off < 0 ? 'short' : 'over'}.
          </strong>
        )}
      </p>
      <label className="flex items-start gap-2.5 text-sm">
        <Switch
          checked={draft.rejectReason !== null}
          onCheckedChange={(on) => set({ rejectReason: on ? '' : null })}
          className="mt-0.5"
        />
        It goes back
      </label>
      {draft.rejectReason !== null && (
        <Field label="Why" error={errors['rejectReason']}>
          <Input
            required
            maxLength={500}
            value={draft.rejectReason}
            onChange={(event) => set({ rejectReason: event.target.value })}
          />
        </Field>
      )}
    </div>
  )
}

const Goods = ({ draft, set, errors, askProduct }: PartProps & { askProduct: boolean }) => (
  <FieldGroup title="Goods">
    {askProduct && (
      <ProductField
        product={draft.product}
        error={errors['productId']}
        onChoose={(product) => set({ product })}
      />
    )}
    <div className="grid grid-cols-2 gap-3">
      {askProduct && (
        <Field label="Unit cost" error={errors['unitCost']}>
          <Input
            inputMode="decimal"
            value={draft.unitCost}
            onChange={(event) => set({ unitCost: event.target.value })}
          />
        </Field>
      )}
      <Field label="Lot" error={errors['lotCode']}>
        <Input
          maxLength={120}
          value={draft.lotCode}
          onChange={(event) => set({ lotCode: event.target.value })}
        />
      </Field>
      <Field label="Expires" error={errors['expiresOn']}>
        <Input
          type="date"
          value={draft.expiresOn}
          onChange={(event) => set({ expiresOn: event.target.value })}
        />
      </Field>
    </div>
  </FieldGroup>
)

const Papers = ({ draft, set, errors }: PartProps) => (
  <FieldGroup title="Lab certificate">
    <div className="grid grid-cols-2 gap-3">
      <Field label="Number" error={errors['certificate']}>
        <Input
          maxLength={100}
          value={draft.certificate}
          onChange={(event) => set({ certificate: event.target.value })}
        />
      </Field>
      <Field label="Laboratory" error={errors['lab']}>
        <Input maxLength={200} value={draft.lab} onChange={(event) => set({ lab: event.target.value })} />
      </Field>
      <Field label="Tested on" error={errors['testedOn']}>
        <Input
          type="date"
          value={draft.testedOn}
          onChange={(event) => set({ testedOn: event.target.value })}
        />
      </Field>
    </div>
  </FieldGroup>
)
