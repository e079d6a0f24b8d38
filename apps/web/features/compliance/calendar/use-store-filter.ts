'use client'

import { useMe, useStoreChoice } from '@/lib/me'

/**
 * The store to narrow the calendar to. In a shop of one store there is none: papers that belong to no store, such as
 * badges, would be left out.
 */
export const useStoreFilter = (): string | undefined => {
  const { stores } = useMe()
  const chosen = useStoreChoice()
  return stores.filter(({ active }) => active).length === 1 ? undefined : chosen?.id
}
