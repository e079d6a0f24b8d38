'use client'

import { useQuery } from '@tanstack/react-query'
import type { Vendor } from '@/lib/contract'
import { useCan } from '@/lib/me'
import { vendorChoices } from './queries'

const FRESH_MS = 300_000

/** Vendors to choose from; none for people who may not see them. */
export const useVendorChoices = (): readonly Vendor[] => {
  const mayRead = useCan('vendors.read')
  const { data } = useQuery({ ...vendorChoices(), enabled: mayRead, staleTime: FRESH_MS })
  return data?.items ?? []
}
