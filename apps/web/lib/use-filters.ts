'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** The filters of a list live in the address, so that a view can be kept, shared and gone back to. */
export const useFilters = () => {
  const search = useSearchParams()
  const set = useCallback((changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes))
      if (value === null || value === '') next.delete(name)
      else next.set(name, value)
    const text = next.toString()
    window.history.replaceState(null, '', text === '' ? window.location.pathname : `?${text}`)
  }, [])
  return { get: (name: string): string => search.get(name) ?? '', set }
}
