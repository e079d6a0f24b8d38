'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { cn } from '@/lib/cn'
import type { FieldName, FileKind, FileLayout } from '@/lib/contract'
import { FIELDS, FIELDS_OF, KINDS } from './fields'

const ORDERS = [
  { value: 'auto', label: 'Find out from the file' },
  { value: 'mdy', label: 'Month first (4/20/2026)' },
  { value: 'dmy', label: 'Day first (20/4/2026)' },
  { value: 'ymd', label: 'Year first (2026-04-20)' },
] as const

/** Says what each column of the file holds, and how its dates and numbers are written. */
export const MapColumns = ({
  layout,
  onChange,
}: {
  layout: FileLayout
  onChange: (layout: FileLayout) => void
}) => {
  const setField = (index: number, field: FieldName | null): void =>
    onChange({
      ...layout,
      columns: layout.columns.map((column) => (column.index === index ? { ...column, field } : column)),
    })
  return (
    <div className="mt-3 flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="The file holds">
          <Select
            value={layout.kind}
            onChange={(event) => onChange({ ...layout, kind: event.target.value as FileKind })}
          >
            {Object.entries(KINDS).map(([kind, label]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Dates are written">
          <Select
            value={layout.dateOrder}
            onChange={(event) =>
              onChange({ ...layout, dateOrder: event.target.value as FileLayout['dateOrder'] })
            }
          >
            {ORDERS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Decimals are written">
          <Select
            value={String(layout.decimalComma)}
            onChange={(event) => onChange({ ...layout, decimalComma: event.target.value === 'true' })}
          >
            <option value="false">With a point (12.50)</option>
            <option value="true">With a comma (12,50)</option>
          </Select>
        </Field>
      </div>
      <ul aria-label="Columns" className="grid gap-x-6 gap-y-1.5 md:grid-cols-2 xl:grid-cols-3">
        {layout.columns.map((column) => (
          <li key={column.index}>
            <div className="grid grid-cols-2 items-center gap-2">
              <span
                className={cn('truncate text-sm', column.field === null && 'text-faint')}
                title={column.header}
                aria-hidden
              >
                {nameOf(column)}
              </span>
              <Select
                aria-label={nameOf(column)}
                value={column.field ?? ''}
                onChange={(event) =>
                  setField(column.index, event.target.value === '' ? null : (event.target.value as FieldName))
                }
                className={cn('h-7 text-xs', column.field !== null && 'border-accent/50')}
              >
                <option value="">Leave out</option>
                <Options kind={layout.kind} chosen={column.field} />
              </Select>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

const nameOf = ({ header, index }: FileLayout['columns'][number]): string =>
  header === '' ? `Column ${index + 1}` : header

const Options = ({ kind, chosen }: { kind: FileKind; chosen: string | null }) => {
  const fields = FIELDS_OF[kind]
  const all = chosen === null || fields.includes(chosen) ? fields : [chosen, ...fields]
  return all.map((field) => (
    <option key={field} value={field}>
      {FIELDS[field] ?? field}
    </option>
  ))
}
