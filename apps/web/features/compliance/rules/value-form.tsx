'use client'

import { useId } from 'react'
import { Checkbox, Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import type { Draft, FieldSpec } from './value-fields'

interface Props {
  readonly fields: readonly FieldSpec[]
  readonly draft: Draft
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (draft: Draft) => void
}

/** The fields of a value that is no purchase limit. */
export const ValueForm = ({ fields, draft, errors, onChange }: Props) => (
  <div className="grid grid-cols-2 items-start gap-3">
    {fields
      .filter(({ when }) => when?.(draft) !== false)
      .map((field) => (
        <Entry
          key={field.path}
          field={field}
          entry={draft[field.path] ?? ''}
          error={errorOf(field, errors)}
          onChange={(entry) => onChange({ ...draft, [field.path]: entry })}
        />
      ))}
  </div>
)

/** The refusal of a field, or of a part of it such as one of its steps. */
const errorOf = ({ path }: FieldSpec, errors: Props['errors']): string | undefined =>
  Object.entries(errors).find(([at]) => at === `value.${path}` || at.startsWith(`value.${path}.`))?.[1]

interface EntryProps {
  readonly field: FieldSpec
  readonly entry: Draft[string]
  readonly error: string | undefined
  readonly onChange: (entry: Draft[string]) => void
}

const WIDE: ReadonlySet<FieldSpec['kind']> = new Set(['text', 'lines', 'list'])

const Entry = ({ field, entry, error, onChange }: EntryProps) => {
  const className = WIDE.has(field.kind) ? 'col-span-2' : 'max-sm:col-span-2'
  if (field.kind === 'flag')
    return (
      <label className="col-span-2 flex items-center gap-2.5 text-sm">
        <Switch checked={entry === true} onCheckedChange={onChange} />
        {field.label}
      </label>
    )
  if (field.kind === 'many')
    return (
      <Many
        field={field}
        options={field.options}
        chosen={Array.isArray(entry) ? entry : []}
        error={error}
        onChange={onChange}
      />
    )
  return (
    <Field label={field.label} hint={field.hint} error={error} className={className}>
      <Control field={field} text={String(entry)} onChange={onChange} />
    </Field>
  )
}

const Control = ({
  field,
  text,
  onChange,
}: {
  field: FieldSpec
  text: string
  onChange: (text: string) => void
}) => {
  const common = {
    value: text,
    required: field.empty === undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  switch (field.kind) {
    case 'choice':
      return (
        <Select {...common}>
          {Object.entries(field.options).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )
    case 'moment':
      return <Moment text={text} onChange={onChange} />
    case 'lines':
      return <Textarea {...common} rows={4} />
    case 'whole':
      return <Input {...common} type="number" min={field.min} max={field.max} className="num text-right" />
    case 'decimal':
      return <Input {...common} inputMode="decimal" className="num text-right" />
    case 'time':
      return <Input {...common} type="time" />
    default:
      return <Input {...common} maxLength={500} />
  }
}

/** The moment of the last day: the clock time of the event, the day's end, or a time of the store. */
const Moment = ({ text, onChange }: { text: string; onChange: (text: string) => void }) => {
  const timeId = useId()
  const timed = text !== 'same_time' && text !== 'end_of_day'
  return (
    <div className="flex gap-2">
      <Select
        value={timed ? 'time' : text}
        onChange={(event) => onChange(event.target.value === 'time' ? '08:00' : event.target.value)}
      >
        <option value="same_time">Same time of day</option>
        <option value="end_of_day">End of the day</option>
        <option value="time">At a time</option>
      </Select>
      {timed && (
        <Input
          id={timeId}
          type="time"
          required
          aria-label="Time of day"
          className="w-32"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  )
}

const Many = ({
  field,
  options,
  chosen,
  error,
  onChange,
}: {
  field: FieldSpec
  options: Readonly<Record<string, string>>
  chosen: readonly string[]
  error: string | undefined
  onChange: (chosen: readonly string[]) => void
}) => (
  <fieldset className="col-span-2">
    <legend className="mb-1.5 text-xs font-medium text-muted">{field.label}</legend>
    <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
      {Object.entries(options).map(([value, label]) => (
        <label key={value} className="flex items-center gap-2 text-sm">
          <Checkbox
            checked={chosen.includes(value)}
            onCheckedChange={(on) =>
              onChange(on === true ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          {label}
        </label>
      ))}
    </div>
    {error !== undefined && (
      <p role="alert" className="mt-1 text-xs text-danger-text">
        {error}
      </p>
    )}
  </fieldset>
)
