'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMe } from './me'
import { question } from './question'

/**
 * Who a record means by a user id: you, a name, or somebody unknown. Null while names are on their way. On paper nobody is
 * "you".
 */
export const useNames = ({ onPaper = false } = {}): ((userId: string) => string | null) => {
  const { user } = useMe()
  const { data } = useQuery({ ...question('/people/names'), staleTime: 300_000 })
  const byId = useMemo(() => data && new Map(data.items.map(({ userId, name }) => [userId, name])), [data])
  return (userId) =>
    userId === user.id && !onPaper
      ? 'you'
      : byId === undefined
        ? null
        : (byId.get(userId) ?? 'somebody unknown')
}

/** A user id as a name, once it is known. */
export const By = ({ id }: { id: string }): string => useNames()(id) ?? '…'
