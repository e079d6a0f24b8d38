'use client'

import { lazy, Suspense, useState, type ComponentProps } from 'react'
import { useMe } from '@/lib/me'
import type { Theme } from '@/lib/theme'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

/** The person signed in, as the button of their menu. */
export const UserButton = (props: ComponentProps<'button'>) => (
  <button
    type="button"
    aria-label="Account"
    aria-haspopup="menu"
    className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text"
    {...props}
  >
    {initials(useMe().user.name)}
  </button>
)

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
