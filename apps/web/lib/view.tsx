'use client'

import { createContext, useContext, useState, type ReactNode } from 'react'
import { createStore, useStore } from 'zustand'
import { STORE_COOKIE } from './view-cookie'

interface View {
  /** The store looked at; null means all of them. */
  readonly storeId: string | null
  readonly navigationOpen: boolean
  readonly paletteOpen: boolean
  /** News of alerts come by themselves now. */
  readonly live: boolean
  readonly chooseStore: (storeId: string | null) => void
  readonly openNavigation: (open: boolean) => void
  readonly openPalette: (open: boolean) => void
  readonly setLive: (live: boolean) => void
}

const YEAR = 31_536_000

const makeView = (storeId: string | null) =>
  createStore<View>((set) => ({
    storeId,
    navigationOpen: false,
    paletteOpen: false,
    live: false,
    chooseStore: (chosen) => {
      document.cookie = `${STORE_COOKIE}=${chosen ?? ''}; path=/; max-age=${YEAR}; samesite=lax`
      set({ storeId: chosen })
    },
    openNavigation: (navigationOpen) => set({ navigationOpen }),
    openPalette: (paletteOpen) => set({ paletteOpen }),
    setLive: (live) => set({ live }),
  }))

const ViewContext = createContext<ReturnType<typeof makeView> | null>(null)

/** Holds what the screen shows, as opposed to what the shop knows. The store chosen last time comes from a cookie. */
export const ViewProvider = ({ storeId, children }: { storeId: string | null; children: ReactNode }) => {
  const [store] = useState(() => makeView(storeId))
  return <ViewContext value={store}>{children}</ViewContext>
}

/** One part of the view state. */
export const useView = <T,>(pick: (view: View) => T): T => {
  const store = useContext(ViewContext)
  if (store === null) throw new Error('useView needs a ViewProvider above it')
  return useStore(store, pick)
}
