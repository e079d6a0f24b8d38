'use client'

import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { UNIT_NAMES } from './limit-words'
import { UNITS, type Amount, type Unit } from './values'

/** An amount and its unit. */
export const AmountField = ({
  label,
  value,
  units = UNITS,
  required = true,
  error,
  onChange,
}: {
  label: string
  value: Amount
  units?: readonly Unit[]
  required?: boolean
  error?: string | undefined
  onChange: (value: Amount) => void
}) => (
  <div className="flex items-start gap-2">
    <Field label={label} error={error} className="min-w-0 flex-1">
      <Input
        inputMode="decimal"
        required={required}
        className="num text-right"
        value={value.amount}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
      />
    </Field>
    {units.length === 1 ? (
      <span className="mt-5 flex h-8 items-center text-sm text-muted">{UNIT_NAMES[value.unit]}</span>
    ) : (
      <Select
        aria-label={`Unit of ${label.toLowerCase()}`}
        className="mt-5 w-20 shrink-0"
        value={value.unit}
        onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {UNIT_NAMES[unit]}
          </option>
        ))}
      </Select>
    )}
  </div>
)
