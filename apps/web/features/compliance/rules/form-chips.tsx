'use client'

import { ToggleGroup } from 'radix-ui'
import { FORM_NAMES } from './limit-words'
import { FORMS, type Form } from './values'

/** Kinds of goods to choose from, several at once. */
export const FormChips = ({
  legend,
  hint,
  chosen,
  onChange,
}: {
  legend: string
  hint?: string
  chosen: readonly Form[]
  onChange: (chosen: readonly Form[]) => void
}) => (
  <div>
    <p className="mb-1 text-xs font-medium text-muted">{legend}</p>
    <ToggleGroup.Root
      type="multiple"
      aria-label={legend}
      value={[...chosen]}
      onValueChange={(values) => onChange(FORMS.filter((form) => values.includes(form)))}
      className="flex flex-wrap gap-1"
    >
      {FORMS.map((form) => (
        <ToggleGroup.Item
          key={form}
          value={form}
          className="h-7 rounded-md border px-2 text-xs font-medium text-muted hover:bg-hover data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
        >
          {FORM_NAMES[form]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
    {hint !== undefined && <p className="mt-1 text-xs text-faint">{hint}</p>}
  </div>
)
