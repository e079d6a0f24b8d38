'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { AmountField } from './amount-field'
import { CONTENTS, CONTENTS_OF, newPart, WHENS, type LineDraft, type PartDraft, type When } from './basket'
import { FORM_NAMES } from './limit-words'
import { FORMS, type Form } from './values'

/** One line of a basket: how many, of what, and what a single one holds. */
export const BasketLine = ({
  line,
  number,
  onChange,
  onRemove,
}: {
  line: LineDraft
  number: number
  onChange: (line: LineDraft) => void
  onRemove: (() => void) | null
}) => {
  const set = (part: Partial<LineDraft>): void => onChange({ ...line, ...part })
  const setPart = (key: string, part: PartDraft | null): void =>
    set({ parts: line.parts.flatMap((old) => (old.key === key ? (part ?? []) : old)) })
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border p-3">
      <legend className="px-1 text-sm font-semibold">Line {number}</legend>
      <div className="flex items-end gap-2">
        <Field label="Quantity" className="w-24">
          <Input
            required
            inputMode="decimal"
            className="num text-right"
            value={line.quantity}
            onChange={(event) => set({ quantity: event.target.value })}
          />
        </Field>
        <Field label="When" className="min-w-0 flex-1">
          <Select value={line.when} onChange={(event) => set({ when: event.target.value as When })}>
            {Object.entries(WHENS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {onRemove !== null && (
          <Button variant="ghost" size="icon" aria-label={`Remove line ${number}`} onClick={onRemove}>
            <Trash2 />
          </Button>
        )}
      </div>
      {line.parts.map((part) => (
        <PartFields
          key={part.key}
          part={part}
          onChange={(next) => setPart(part.key, next)}
          onRemove={() => setPart(part.key, null)}
        />
      ))}
      {line.parts.length === 0 && (
        <p className="text-xs text-muted">Nobody has said what this is to the limits.</p>
      )}
      {line.parts.length < 6 && (
        <Button size="sm" className="self-start" onClick={() => set({ parts: [...line.parts, newPart()] })}>
          <Plus /> {line.parts.length === 0 ? 'Say what it is' : 'It also holds'}
        </Button>
      )}
    </fieldset>
  )
}

const PartFields = ({
  part,
  onChange,
  onRemove,
}: {
  part: PartDraft
  onChange: (part: PartDraft) => void
  onRemove: () => void
}) => (
  <div className="grid grid-cols-2 items-end gap-2 border-l-2 pl-3 max-sm:grid-cols-1">
    <div className="flex items-end gap-2">
      <Field label="Kind of goods" className="min-w-0 flex-1">
        <Select
          value={part.form}
          onChange={(event) => onChange({ ...part, form: event.target.value as Form })}
        >
          {FORMS.map((form) => (
            <option key={form} value={form}>
              {FORM_NAMES[form]}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove ${FORM_NAMES[part.form].toLowerCase()}`}
        onClick={onRemove}
      >
        <Trash2 />
      </Button>
    </div>
    {CONTENTS_OF[part.form].map((content) => (
      <AmountField
        key={content}
        label={`${CONTENTS[content].label}, each`}
        required={false}
        units={CONTENTS[content].units}
        value={part.contents[content]}
        onChange={(value) => onChange({ ...part, contents: { ...part.contents, [content]: value } })}
      />
    ))}
  </div>
)
