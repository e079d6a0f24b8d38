'use client'

import { lazy, Suspense, useState } from 'react'
import type { Theme } from '@/lib/theme'
import { UserButton } from './user-button'

const load = () => import('./user-menu-open')
const UserMenuOpen = lazy(() => load().then((module) => ({ default: module.UserMenuOpen })))

/** The account menu; its code is loaded when it is wanted. */
export const UserMenu = ({ theme }: { theme: Theme }) => {
  const [wanted, setWanted] = useState(false)
  const closed = <UserButton onPointerEnter={() => void load()} onClick={() => setWanted(true)} />
  return wanted ? (
    <Suspense fallback={closed}>
      <UserMenuOpen theme={theme} />
    </Suspense>
  ) : (
    closed
  )
}
