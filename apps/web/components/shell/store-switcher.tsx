'use client'

import { StoreIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '@/lib/me'
import { StoreButton } from './store-button'

const load = () => import('./store-switcher-open')
const StoreSwitcherOpen = lazy(() => load().then((module) => ({ default: module.StoreSwitcherOpen })))

/** Chooses the store the screens speak of; a lone store is only named. */
export const StoreSwitcher = () => {
  const { stores } = useMe()
  const [wanted, setWanted] = useState(false)
  const open = stores.filter((store) => store.active)
  if (open.length <= 1)
    return (
      <span className="flex min-w-0 items-center gap-2 px-2 text-sm font-medium text-muted">
        <StoreIcon className="size-4 shrink-0 text-faint" aria-hidden />
        <span className="truncate">{open[0]?.name}</span>
      </span>
    )
  const closed = <StoreButton onPointerEnter={() => void load()} onClick={() => setWanted(true)} />
  return wanted ? (
    <Suspense fallback={closed}>
      <StoreSwitcherOpen stores={open} />
    </Suspense>
  ) : (
    closed
  )
}
