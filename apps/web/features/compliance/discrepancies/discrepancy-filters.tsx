'use client'

import { useCallback, type Ref } from 'react'
import { SearchInput, Select } from '@/components/ui/input'
import { Segmented } from '@/components/ui/tabs'
import { useTyped } from '@/lib/use-typed'
import { DISCREPANCY_CLASS, DISCREPANCY_STATE } from '@/lib/words'
import type { DiscrepancyFilters } from './queries'

const OPEN_STATES = ['open', 'assigned', 'correcting', 'awaiting_verification', 'reopened'] as const
const CLOSED_STATES = ['resolved', 'dismissed'] as const

/** Narrows the list: what is open, one's own or closed, by class, state and tag, in which order. */
export const Filters = ({
  filters,
  searchRef,
  onChange,
}: {
  filters: DiscrepancyFilters
  searchRef: Ref<HTMLInputElement>
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}) => {
  const search = useCallback((tag: string) => onChange({ tag: tag.trim() }), [onChange])
  const [text, setText] = useTyped(filters.tag, search)
  const closed = filters.show === 'closed'
  return (
    <div className="flex flex-wrap items-center gap-2 border-b p-3">
      <Segmented
        label="Show"
        value={filters.show === '' ? 'standing' : filters.show}
        onChange={(show) => onChange({ show: show === 'standing' ? null : show, state: null })}
        options={[
          { value: 'standing', label: 'Open' },
          { value: 'mine', label: 'Mine' },
          { value: 'closed', label: 'Closed' },
        ]}
      />
      <Select
        aria-label="Class"
        className="w-48 max-sm:w-auto max-sm:flex-1"
        value={filters.class}
        onChange={(event) => onChange({ class: event.target.value })}
      >
        <option value="">All classes</option>
        {Object.entries(DISCREPANCY_CLASS).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="State"
        className="w-40 max-sm:w-auto max-sm:flex-1"
        value={filters.state}
        onChange={(event) => onChange({ state: event.target.value })}
      >
        <option value="">Any state</option>
        {(closed ? CLOSED_STATES : OPEN_STATES).map((value) => (
          <option key={value} value={value}>
            {DISCREPANCY_STATE[value].label}
          </option>
        ))}
      </Select>
      <SearchInput
        ref={searchRef}
        aria-label="Package tag"
        placeholder="Whole package tag"
        className="w-64 max-sm:w-full"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {!closed && (
        <Segmented
          label="Order"
          className="sm:ml-auto"
          value={filters.sort === 'dollars' ? 'dollars' : 'due'}
          onChange={(sort) => onChange({ sort: sort === 'due' ? null : sort })}
          options={[
            { value: 'due', label: 'Due first' },
            { value: 'dollars', label: 'Dollars first' },
          ]}
        />
      )}
    </div>
  )
}
