'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Screen } from '@/components/ui/page'
import { LinkTabs } from '@/components/ui/tabs'
import { allows, useMe } from '@/lib/me'

const TABS = [
  { href: '/settings', label: 'Organisation', permission: 'organization.read' },
  { href: '/settings/stores', label: 'Stores', permission: 'organization.read' },
  { href: '/settings/people', label: 'People', permission: 'people.read' },
  { href: '/settings/connections', label: 'Connections', permission: 'connections.read' },
  { href: '/settings/vendors', label: 'Vendors', permission: 'vendors.read' },
  { href: '/settings/planning', label: 'Planning', permission: 'purchasing.read' },
  { href: '/settings/work', label: 'Background work', permission: 'jobs.read' },
  { href: '/settings/audit', label: 'Audit trail', permission: 'audit.read' },
] as const

/** The frame of the settings pages. */
export const SettingsScreen = ({ actions, children }: { actions?: ReactNode; children: ReactNode }) => {
  const me = useMe()
  const pathname = usePathname()
  return (
    <Screen title="Settings" actions={actions}>
      <LinkTabs
        label="Settings"
        current={pathname}
        tabs={TABS.filter(({ permission }) => allows(me, permission))}
      />
      {children}
    </Screen>
  )
}
