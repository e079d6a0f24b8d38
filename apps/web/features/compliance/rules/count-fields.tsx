'use client'

import { Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { AmountField } from './amount-field'
import { FormChips } from './form-chips'
import { UNIT_OF, type CountDraft } from './limit-draft'
import { BASIS_NAMES } from './limit-words'
import { MarkLine } from './mark-line'
import { BASES, type Basis } from './values'

/** Which goods a cap counts, and by what. */
export const CountFields = ({
  count,
  error,
  onChange,
  onRemove,
}: {
  count: CountDraft
  error: string | undefined
  onChange: (count: CountDraft) => void
  onRemove: (() => void) | null
}) => {
  const set = (part: Partial<CountDraft>): void => onChange({ ...count, ...part })
  return (
    <div className="flex flex-col gap-2.5 border-l-2 pl-3">
      <FormChips legend="Goods" chosen={count.forms} onChange={(forms) => set({ forms })} />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Field label="Counted by" className="w-44">
          <Select
            value={count.basis}
            onChange={(event) => {
              const basis = event.target.value as Basis
              set({ basis, every: { ...count.every, unit: UNIT_OF[basis] } })
            }}
          >
            {BASES.map((basis) => (
              <option key={basis} value={basis}>
                {BASIS_NAMES[basis]}
              </option>
            ))}
          </Select>
        </Field>
        <label className="flex h-8 items-center gap-2.5 text-sm">
          <Switch checked={count.ratio} onCheckedChange={(ratio) => set({ ratio })} />
          By an equivalent
        </label>
        {onRemove !== null && (
          <Button
            variant="ghost"
            size="icon"
            aria-label="Remove these goods"
            className="ml-auto"
            onClick={onRemove}
          >
            <Trash2 />
          </Button>
        )}
      </div>
      {count.ratio && (
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <AmountField label="Every" value={count.every} onChange={(every) => set({ every })} />
          <AmountField
            label="Counts as this much of the cap"
            value={count.equals}
            onChange={(equals) => set({ equals })}
          />
        </div>
      )}
      {error !== undefined && (
        <p role="alert" className="text-xs text-danger-text">
          {error}
        </p>
      )}
      {count.mark !== null && <MarkLine mark={count.mark} onConfirm={() => set({ mark: null })} />}
    </div>
  )
}
