'use client'

import { useIsFetching } from '@tanstack/react-query'
import { Menu as MenuIcon, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useLiveUpdates } from '@/lib/live-updates'
import type { Theme } from '@/lib/theme'
import { useView } from '@/lib/view'
import { Banners } from './banners'
import { Brand, Navigation } from './navigation'
import { StoreSwitcher } from './store-switcher'
import { UserMenu } from './user-menu'

const NavigationSheet = dynamic(() => import('./navigation-sheet').then((module) => module.NavigationSheet), {
  ssr: false,
})
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })

/** The frame around every screen: navigation at the side, store, search and account at the top. */
export const Shell = ({ theme, now, children }: { theme: Theme; now: number; children: ReactNode }) => (
  <div className="min-h-dvh lg:pl-56">
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
    <aside className="fixed inset-y-0 left-0 z-30 hidden w-56 flex-col overflow-y-auto border-r bg-sunken lg:flex">
      <Brand />
      <Navigation />
    </aside>
    <TopBar theme={theme} />
    <Banners now={now} />
    <Content>{children}</Content>
    <LiveUpdates />
    <NavigationHost />
    <PaletteHost />
  </div>
)

/** Busy until the page can be used and while it asks for what it shows. */
const Content = ({ children }: { children: ReactNode }) => {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const asking = useIsFetching() > 0
  return (
    <main id="content" tabIndex={-1} aria-busy={!ready || asking} className="outline-none">
      {children}
    </main>
  )
}

const TopBar = ({ theme }: { theme: Theme }) => {
  const openNavigation = useView((view) => view.openNavigation)
  const openPalette = useView((view) => view.openPalette)
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1.5 border-b bg-canvas/90 px-2.5 backdrop-blur md:px-4">
      <Button
        variant="ghost"
        size="icon"
        className="lg:hidden"
        aria-label="Open navigation"
        onClick={() => openNavigation(true)}
      >
        <MenuIcon />
      </Button>
      <StoreSwitcher />
      <button
        type="button"
        onClick={() => openPalette(true)}
        className="ml-auto flex h-8 items-center gap-2 rounded-md border bg-surface px-2.5 text-sm text-faint shadow-card hover:border-line-strong md:w-64"
      >
        <Search className="size-4" aria-hidden />
        <span className="max-md:sr-only">Search or jump to…</span>
        <kbd aria-hidden className="ml-auto hidden font-sans text-xs md:inline">
          ⌘K
        </kbd>
      </button>
      <div className="ml-1.5 flex">
        <UserMenu theme={theme} />
      </div>
    </header>
  )
}

/** Listens beside the screens, so that what it hears renders none of them anew. */
const LiveUpdates = () => {
  useLiveUpdates()
  return null
}

/** The navigation of narrow screens; its code is loaded when it is wanted. */
const NavigationHost = () => {
  const open = useView((view) => view.navigationOpen)
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    if (open) setWanted(true)
  }, [open])
  return wanted ? <NavigationSheet /> : null
}

/** Loads the palette's code the first time it is wanted. */
const PaletteHost = () => {
  const open = useView((view) => view.paletteOpen)
  const setOpen = useView((view) => view.openPalette)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [setOpen])
  return open ? <Palette /> : null
}
