'use client'

import { useCallback } from 'react'
import { SearchInput, Select } from '@/components/ui/input'
import { useTyped } from '@/lib/use-typed'
import { CATEGORIES, STOCK_STATUS, STOCK_STATUSES } from '@/lib/words'
import type { ProductFilters } from './queries'
import { useVendorChoices } from './use-vendor-choices'

type Change = (changes: Readonly<Record<string, string | null>>) => void

/** Search and filters of the product list. */
export const ProductFiltersBar = ({ filters, onChange }: { filters: ProductFilters; onChange: Change }) => {
  const search = useCallback((value: string) => onChange({ search: value }), [onChange])
  const [text, setText] = useTyped(filters.search, search)
  const vendors = useVendorChoices()
  return (
    <div className="flex flex-wrap gap-2 border-b p-3 max-sm:grid max-sm:grid-cols-2">
      <SearchInput
        aria-label="Search products"
        placeholder="Search name, SKU, brand"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full max-sm:col-span-2 sm:w-64"
      />
      <Choice label="Status" name="status" value={filters.status} onChange={onChange}>
        <option value="">Any status</option>
        {STOCK_STATUSES.map((status) => (
          <option key={status} value={status}>
            {STOCK_STATUS[status].label}
          </option>
        ))}
      </Choice>
      <Choice label="Category" name="category" value={filters.category} onChange={onChange}>
        <option value="">Any category</option>
        {Object.entries(CATEGORIES).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice label="Vendor" name="vendorId" value={filters.vendorId} onChange={onChange}>
        <option value="">Any vendor</option>
        {vendors.map((vendor) => (
          <option key={vendor.id} value={vendor.id}>
            {vendor.name}
          </option>
        ))}
      </Choice>
      <Choice label="Products shown" name="show" value={filters.show} onChange={onChange}>
        <option value="">Sold now</option>
        <option value="all">All, also former</option>
      </Choice>
    </div>
  )
}

const Choice = ({
  label,
  name,
  value,
  onChange,
  children,
}: {
  label: string
  name: string
  value: string
  onChange: Change
  children: React.ReactNode
}) => (
  <Select
    aria-label={label}
    value={value}
    onChange={(event) => onChange({ [name]: event.target.value })}
    className={value === '' ? 'text-muted sm:w-auto sm:max-w-44' : 'border-accent/60 sm:w-auto sm:max-w-44'}
  >
    {children}
  </Select>
)
