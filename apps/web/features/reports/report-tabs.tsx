'use client'

import { usePathname } from 'next/navigation'
import { LinkTabs } from '@/components/ui/tabs'
import { allows, useMe } from '@/lib/me'

const TABS = [
  { href: '/reports/sales', label: 'Sales', permission: 'reports.read' },
  { href: '/reports/valuation', label: 'Stock value', permission: 'reports.read' },
  { href: '/reports/forecasts', label: 'Forecast accuracy', permission: 'forecasts.read' },
  { href: '/reports/vendors', label: 'Vendors', permission: 'purchasing.read' },
] as const

/** The reports there are. */
export const ReportTabs = () => {
  const me = useMe()
  const pathname = usePathname()
  return (
    <LinkTabs
      label="Reports"
      current={pathname}
      tabs={TABS.filter(({ permission }) => allows(me, permission))}
    />
  )
}
