'use client'

import {
  Bell,
  CalendarClock,
  ChartColumn,
  ClipboardList,
  LayoutDashboard,
  Package,
  Settings,
  ShieldCheck,
  ShoppingCart,
  TrendingUp,
  Upload,
  type LucideIcon,
} from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/lib/cn'
import { allows, useMe, useStoreChoice } from '@/lib/me'
import { question } from '@/lib/question'
import { useView } from '@/lib/view'
import { Logo } from './logo'

export interface Place {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
  readonly permission: string
}

/** Where one can go; what the role may not read is left out. */
export const PLACES: readonly Place[] = [
  { href: '/', label: 'Dashboard', icon: LayoutDashboard, permission: 'reports.read' },
  { href: '/alerts', label: 'Alerts', icon: Bell, permission: 'alerts.read' },
  { href: '/products', label: 'Products', icon: Package, permission: 'products.read' },
  { href: '/forecasts', label: 'Forecasts', icon: TrendingUp, permission: 'forecasts.read' },
  { href: '/reorder', label: 'Reorder', icon: ShoppingCart, permission: 'purchasing.read' },
  { href: '/expiry', label: 'Expiry', icon: CalendarClock, permission: 'purchasing.read' },
  {
    href: '/purchase-orders',
    label: 'Purchase orders',
    icon: ClipboardList,
    permission: 'purchasing.read',
  },
  { href: '/compliance', label: 'Compliance', icon: ShieldCheck, permission: 'stock.read' },
  { href: '/reports', label: 'Reports', icon: ChartColumn, permission: 'reports.read' },
  { href: '/import', label: 'Import', icon: Upload, permission: 'imports.read' },
  { href: '/settings', label: 'Settings', icon: Settings, permission: 'organization.read' },
]

const isHere = (pathname: string, href: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)

/** The links of the sidebar. */
export const Navigation = () => {
  const me = useMe()
  const pathname = usePathname()
  const close = useView((view) => view.openNavigation)
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5 p-2">
      {PLACES.filter(({ permission }) => allows(me, permission)).map(({ href, label, icon: Icon }) => {
        const here = isHere(pathname, href)
        return (
          <Link
            key={href}
            href={href}
            onClick={() => close(false)}
            aria-current={here ? 'page' : undefined}
            className={cn(
              'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-muted hover:bg-hover hover:text-text max-lg:h-10',
              here && 'bg-hover text-text',
            )}
          >
            <Icon className={cn('size-4 shrink-0', here ? 'text-accent-text' : 'text-faint')} aria-hidden />
            {label}
            {href === '/alerts' && <OpenAlerts />}
          </Link>
        )
      })}
    </nav>
  )
}

const OpenAlerts = () => {
  const store = useStoreChoice()
  const { data } = useQuery({
    ...question('/alerts', { query: { state: 'open', storeId: store?.id, limit: 1 } }),
    staleTime: 60_000,
  })
  const open = data?.totals.count
  return open === undefined || open === 0 ? null : (
    <span className="num ml-auto text-xs font-normal text-faint">{open > 999 ? '999+' : open}</span>
  )
}

export const Brand = () => {
  const { organization } = useMe()
  return (
    <Link href="/" className="flex h-12 items-center gap-2.5 px-4 text-sm font-semibold">
      <Logo className="size-6" />
      <span className="truncate">{organization.name}</span>
    </Link>
  )
}
