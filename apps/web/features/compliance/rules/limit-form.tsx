'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { BucketFields } from './bucket-fields'
import { FormChips } from './form-chips'
import { newBucket, type BucketDraft, type LimitDraft } from './limit-draft'
import { SCOPES } from './limit-words'
import { MarkLine } from './mark-line'

interface Props {
  readonly draft: LimitDraft
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (draft: LimitDraft) => void
}

/** The fields of a purchase limit: its buckets, what is not counted, and what else it says. */
export const LimitForm = ({ draft, errors, onChange }: Props) => {
  const set = (part: Partial<LimitDraft>): void => onChange({ ...draft, ...part })
  const setBucket = (at: number, bucket: BucketDraft | null): void =>
    set({ buckets: draft.buckets.flatMap((old, i) => (i === at ? (bucket ?? []) : old)) })
  return (
    <div className="flex flex-col gap-4">
      {draft.buckets.map((bucket, at) => (
        <BucketFields
          key={bucket.key}
          bucket={bucket}
          number={at + 1}
          errors={below(errors, `value.buckets.${at}.`)}
          onChange={(next) => setBucket(at, next)}
          onRemove={draft.buckets.length === 1 ? null : () => setBucket(at, null)}
        />
      ))}
      <Button className="self-start" onClick={() => set({ buckets: [...draft.buckets, newBucket()] })}>
        <Plus /> Add a cap
      </Button>
      <FormChips
        legend="Not counted at all"
        hint="A kind of goods that no cap counts and that is not named here is unknown: it blocks."
        chosen={draft.exempt}
        onChange={(exempt) => set({ exempt })}
      />
      {draft.exemptMark !== null && (
        <MarkLine mark={draft.exemptMark} onConfirm={() => set({ exemptMark: null })} />
      )}
      <Remarks draft={draft} error={errors['value.ounceGrams']} set={set} />
    </div>
  )
}

/** Refusals below a path, by what is left of their path. */
const below = (errors: Props['errors'], path: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors)
      .filter(([at]) => at.startsWith(path))
      .map(([at, message]) => [at.slice(path.length), message]),
  )

const Remarks = ({
  draft,
  error,
  set,
}: {
  draft: LimitDraft
  error: string | undefined
  set: (part: Partial<LimitDraft>) => void
}) => (
  <>
    <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
      <Field label="Counts">
        <Select
          value={draft.scope}
          onChange={(event) => set({ scope: event.target.value as LimitDraft['scope'] })}
        >
          <option value="">Not said</option>
          {Object.entries(SCOPES).map(([value, label]) => (
            <option key={value} value={value}>
              {label.charAt(0).toUpperCase() + label.slice(1)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Adult and medical limits add up">
        <Select
          value={draft.combines}
          onChange={(event) => set({ combines: event.target.value as LimitDraft['combines'] })}
        >
          <option value="">Not said</option>
          <option value="yes">Yes</option>
          <option value="no">No, they may not be combined</option>
        </Select>
      </Field>
      <Field label="Grams of an ounce" hint="Empty: the exact 28.349523125" error={error}>
        <Input
          inputMode="decimal"
          className="num text-right"
          value={draft.ounceGrams}
          onChange={(event) => set({ ounceGrams: event.target.value })}
        />
      </Field>
    </div>
    <label className="flex items-center gap-2.5 text-sm">
      <Switch
        checked={draft.stateCheckFirst}
        onCheckedChange={(stateCheckFirst) => set({ stateCheckFirst })}
      />
      The state’s system must be asked before the sale
    </label>
    <label className="flex items-center gap-2.5 text-sm">
      <Switch
        checked={draft.documentMayRaise}
        onCheckedChange={(documentMayRaise) => set({ documentMayRaise })}
      />
      A doctor’s note may set another amount
    </label>
  </>
)
