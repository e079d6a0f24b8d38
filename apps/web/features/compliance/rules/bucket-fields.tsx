'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { AmountField } from './amount-field'
import { CountFields } from './count-fields'
import { newCount, type BucketDraft, type CountDraft } from './limit-draft'
import { MarkLine } from './mark-line'

const WINDOWS: Readonly<Record<BucketDraft['window'], string>> = {
  transaction: 'per transaction',
  transaction_day: 'per transaction, a day’s receipts together',
  day: 'per day',
  rolling_days: 'in a number of days',
  month: 'per calendar month',
}

/** One cap of a purchase limit and what fills it. */
export const BucketFields = ({
  bucket,
  number,
  errors,
  onChange,
  onRemove,
}: {
  bucket: BucketDraft
  number: number
  errors: Readonly<Record<string, string>>
  onChange: (bucket: BucketDraft) => void
  onRemove: (() => void) | null
}) => {
  const set = (part: Partial<BucketDraft>): void => onChange({ ...bucket, ...part })
  const setCount = (at: number, count: CountDraft | null): void =>
    set({ counts: bucket.counts.flatMap((old, i) => (i === at ? (count ?? []) : old)) })
  const name = `Cap ${number}`
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border p-3">
      <legend className="px-1 text-sm font-semibold">{name}</legend>
      <div className="grid grid-cols-[1fr_auto] items-end gap-2">
        <Field label="Name" error={errors['label']}>
          <Input
            required
            maxLength={80}
            value={bucket.label}
            onChange={(event) => set({ label: event.target.value })}
          />
        </Field>
        {onRemove !== null && (
          <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 />
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
        <AmountField
          label="At most"
          value={bucket.cap}
          error={errors['cap.amount'] ?? errors['cap.unit']}
          onChange={(cap) => set({ cap })}
        />
        <div className="flex gap-2">
          <Field label="Over" className="min-w-0 flex-1">
            <Select
              value={bucket.window}
              onChange={(event) => set({ window: event.target.value as BucketDraft['window'] })}
            >
              {Object.entries(WINDOWS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          {bucket.window === 'rolling_days' && (
            <Field label="Days" className="w-20" error={errors['window.days']}>
              <Input
                type="number"
                required
                min={1}
                max={366}
                className="num text-right"
                value={bucket.days}
                onChange={(event) => set({ days: event.target.value })}
              />
            </Field>
          )}
        </div>
      </div>
      {bucket.mark !== null && <MarkLine mark={bucket.mark} onConfirm={() => set({ mark: null })} />}
      {bucket.counts.map((count, at) => (
        <CountFields
          key={count.key}
          count={count}
          error={firstBelow(errors, `counts.${at}`)}
          onChange={(next) => setCount(at, next)}
          onRemove={bucket.counts.length === 1 ? null : () => setCount(at, null)}
        />
      ))}
      <Button
        size="sm"
        className="self-start"
        onClick={() => set({ counts: [...bucket.counts, newCount(bucket.cap.unit)] })}
      >
        <Plus /> Count other goods too
      </Button>
    </fieldset>
  )
}

const firstBelow = (errors: Readonly<Record<string, string>>, path: string): string | undefined =>
  Object.entries(errors).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1]
