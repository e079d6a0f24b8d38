'use client'

import { useCallback } from 'react'
import { SearchInput, Select } from '@/components/ui/input'
import { useVendorChoices } from '@/features/products/use-vendor-choices'
import { useTyped } from '@/lib/use-typed'
import { STOCK_STATUS } from '@/lib/words'
import type { ReorderFilters } from './queries'

const STATUSES = ['stock_out', 'low', 'ok'] as const

/** Search and filters of the workbench. */
export const ReorderFiltersBar = ({
  filters,
  onChange,
}: {
  filters: ReorderFilters
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}) => {
  const search = useCallback((value: string) => onChange({ search: value }), [onChange])
  const [text, setText] = useTyped(filters.search, search)
  const vendors = useVendorChoices()
  return (
    <div className="flex flex-wrap gap-2 border-b p-3 max-sm:grid max-sm:grid-cols-2">
      <SearchInput
        aria-label="Search products"
        placeholder="Search name or SKU"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full max-sm:col-span-2 sm:w-64"
      />
      <Select
        aria-label="Vendor"
        value={filters.vendorId}
        onChange={(event) => onChange({ vendorId: event.target.value })}
        className="sm:w-auto sm:max-w-48"
      >
        <option value="">Any vendor</option>
        {vendors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Status"
        value={filters.status}
        onChange={(event) => onChange({ status: event.target.value })}
        className="sm:w-auto"
      >
        <option value="">Any status</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STOCK_STATUS[status].label}
          </option>
        ))}
      </Select>
    </div>
  )
}
