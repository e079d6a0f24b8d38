'use client'

import { useState } from 'react'
import { Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import type { BodyOf } from '@/lib/contract'
import { todayIn } from '@/lib/day'
import { useTimeZone } from '@/lib/me'
import { RULE_STANDING } from '@/lib/words'
import { draftOfLimit, limitOf } from './limit-draft'
import { LimitForm } from './limit-form'
import { Touched } from './touched'
import { draftOf, FIELDS, valueOf } from './value-fields'
import { ValueForm } from './value-form'
import { limitIn, shapeOf, type RuleItem, type RuleStatus } from './values'

type NewRule = BodyOf<'POST /compliance/rules'>
type Errors = Readonly<Record<string, string>>

/** Sets a rule of the organisation, and shows what that touches before it is done. */
export const RuleForm = ({
  formId,
  item,
  errors,
  onSubmit,
}: {
  formId: string
  item: RuleItem
  errors: Errors
  onSubmit: (body: NewRule) => void
}) => {
  const today = todayIn(useTimeZone())
  const [unknown, setUnknown] = useState(false)
  const [terms, setTerms] = useState<Terms>({
    effectiveFrom: today,
    effectiveTo: '',
    status: 'reported',
    citation: '',
    readOn: today,
    note: '',
    reason: '',
  })
  const value = useValue(item)
  const body = bodyOf(item, unknown ? null : value.typed, terms)
  return (
    <form
      id={formId}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(body)
      }}
    >
      <section aria-label="Value" className="flex flex-col gap-4">
        {!unknown && value.form(errors)}
        <label className="flex items-start gap-2.5 text-sm">
          <Switch checked={unknown} onCheckedChange={setUnknown} className="mt-0.5" />
          <span>
            Nothing reliable is known
            <span className="block text-xs text-faint">
              Takes what comes with the product out of use; the topic is then unknown.
            </span>
          </span>
        </label>
      </section>
      <TermFields terms={terms} errors={errors} set={(part) => setTerms((old) => ({ ...old, ...part }))} />
      <Touched body={body} />
      <Field
        label="Why it is changed"
        hint="Stays in the history and the audit trail"
        error={errors['reason']}
      >
        <Textarea
          required
          minLength={3}
          maxLength={1000}
          value={terms.reason}
          onChange={(event) => setTerms((old) => ({ ...old, reason: event.target.value }))}
        />
      </Field>
    </form>
  )
}

/** The value being typed, by the form of its topic. */
const useValue = ({ topic, value }: RuleItem) => {
  const shape = shapeOf(topic)
  const fields = shape === 'limit' ? [] : FIELDS[shape]
  const [limit, setLimit] = useState(() => draftOfLimit(limitIn(value)))
  const [draft, setDraft] = useState(() => draftOf(fields, value))
  return shape === 'limit'
    ? {
        typed: limitOf(limit),
        form: (errors: Errors) => <LimitForm draft={limit} errors={errors} onChange={setLimit} />,
      }
    : {
        typed: valueOf(fields, draft),
        form: (errors: Errors) => (
          <ValueForm fields={fields} draft={draft} errors={errors} onChange={setDraft} />
        ),
      }
}

interface Terms {
  readonly effectiveFrom: string
  readonly effectiveTo: string
  readonly status: RuleStatus
  readonly citation: string
  readonly readOn: string
  readonly note: string
  readonly reason: string
}

const bodyOf = ({ state, topic }: RuleItem, value: unknown, terms: Terms): NewRule => ({
  state,
  topic,
  value,
  effectiveFrom: terms.effectiveFrom,
  effectiveTo: terms.effectiveTo === '' ? null : terms.effectiveTo,
  status: terms.status,
  source: { citation: terms.citation.trim(), readOn: terms.readOn === '' ? null : terms.readOn },
  note: terms.note.trim() === '' ? null : terms.note.trim(),
  reason: terms.reason.trim(),
})

const STATUSES = ['verified', 'reported', 'unverified'] as const

const TermFields = ({
  terms,
  errors,
  set,
}: {
  terms: Terms
  errors: Errors
  set: (part: Partial<Terms>) => void
}) => (
  <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
    <Field label="Holds from" error={errors['effectiveFrom']}>
      <Input
        type="date"
        required
        value={terms.effectiveFrom}
        onChange={(event) => set({ effectiveFrom: event.target.value })}
      />
    </Field>
    <Field label="Until" hint="Empty: no end named" error={errors['effectiveTo']}>
      <Input
        type="date"
        min={terms.effectiveFrom}
        value={terms.effectiveTo}
        onChange={(event) => set({ effectiveTo: event.target.value })}
      />
    </Field>
    <Field
      label="How certain it is"
      hint={RULE_STANDING[terms.status].meaning}
      error={errors['status']}
      className="sm:col-span-2"
    >
      <Select value={terms.status} onChange={(event) => set({ status: event.target.value as RuleStatus })}>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {RULE_STANDING[status].label}
          </option>
        ))}
      </Select>
    </Field>
    <Field label="Where it was read" error={errors['source.citation'] ?? errors['source']}>
      <Input
        required
        minLength={3}
        maxLength={1000}
        placeholder="Section, page or letter"
        value={terms.citation}
        onChange={(event) => set({ citation: event.target.value })}
      />
    </Field>
    <Field label="Read on" error={errors['source.readOn']}>
      <Input
        type="date"
        required={terms.status === 'verified'}
        value={terms.readOn}
        onChange={(event) => set({ readOn: event.target.value })}
      />
    </Field>
    <Field label="Note (optional)" error={errors['note']} className="sm:col-span-2">
      <Input
        maxLength={2000}
        placeholder="What the source leaves open"
        value={terms.note}
        onChange={(event) => set({ note: event.target.value })}
      />
    </Field>
  </div>
)
