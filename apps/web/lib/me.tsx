'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import type { Me, Store } from './contract'
import { money, moneyShort, unitPrice } from './format'
import { question } from './question'
import { useView } from './view'

const MeContext = createContext<Me | null>(null)

/** Who is signed in, kept fresh. */
export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => {
  const { data } = useQuery({ ...question('/me'), initialData: me })
  return <MeContext value={data}>{children}</MeContext>
}

export const useMe = (): Me => {
  const me = useContext(MeContext)
  if (me === null) throw new Error('useMe needs a MeProvider above it')
  return me
}

/** Whether the person may do something now. After the trial nothing can be changed. */
export const allows = (me: Me, permission: string): boolean =>
  me.permissions.includes(permission) && (/\.(read|view)$/.test(permission) || !me.organization.readOnly)

export const useCan = (permission: string): boolean => allows(useMe(), permission)

/** The store looked at, or null for all; a lone store is always the one looked at. */
export const useStoreChoice = (): Store | null => {
  const { stores } = useMe()
  const storeId = useView((view) => view.storeId)
  const open = stores.filter((store) => store.active)
  if (open.length === 1) return open[0] ?? null
  return open.find((store) => store.id === storeId) ?? null
}

/** Amounts in the currency of the shop. */
export const useMoney = () => {
  const { stores } = useMe()
  const currency = stores[0]?.currency ?? 'USD'
  return {
    currency,
    money: (minor: number | null | undefined, whole = false) => money(minor, currency, whole),
    short: (minor: number | null | undefined) => moneyShort(minor, currency),
    price: (text: string | null | undefined) => unitPrice(text, currency),
  }
}

/** The clock of a store. */
export const useZoneOf = (storeId: string): string => {
  const shown = useTimeZone()
  return useMe().stores.find(({ id }) => id === storeId)?.timeZone ?? shown
}

/** The clock dates are shown by: the store looked at, else the first. */
export const useTimeZone = (): string => {
  const chosen = useStoreChoice()
  const { stores } = useMe()
  return chosen?.timeZone ?? stores[0]?.timeZone ?? 'UTC'
}
