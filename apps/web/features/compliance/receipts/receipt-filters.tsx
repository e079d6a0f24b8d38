'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/tabs'
import type { ReceiptFilters } from './queries'

/** Which receipts, of which business days. */
export const Filters = ({
  filters,
  span,
  onChange,
}: {
  filters: ReceiptFilters
  /** The days the API took where none were chosen. */
  span: { readonly from: string; readonly to: string }
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}) => (
  <div className="flex flex-wrap items-end gap-3 border-b p-3">
    <Segmented
      label="Show"
      value={filters.show === '' ? 'open' : filters.show}
      onChange={(show) => onChange({ show: show === 'open' ? null : show, standing: null })}
      options={[
        { value: 'attention', label: 'Need somebody' },
        { value: 'open', label: 'Not settled' },
        { value: 'all', label: 'All' },
      ]}
    />
    <div className="flex gap-2 sm:ml-auto">
      <Field label="From">
        <Input
          type="date"
          value={filters.from === '' ? span.from : filters.from}
          max={span.to}
          onChange={(event) => onChange({ from: event.target.value, to: span.to })}
        />
      </Field>
      <Field label="To">
        <Input
          type="date"
          value={filters.to === '' ? span.to : filters.to}
          min={span.from}
          onChange={(event) => onChange({ to: event.target.value, from: span.from })}
        />
      </Field>
    </div>
  </div>
)
