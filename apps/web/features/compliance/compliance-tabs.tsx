'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Screen } from '@/components/ui/page'
import { LinkTabs } from '@/components/ui/tabs'
import { useMe } from '@/lib/me'

/**
 * Pages of the area, in the order of a day's work: Due, Reconciliation, Receipts, Transfers, Counts, Holds, Recalls,
 * Destructions, Calendar, Rules, Inspection. A page that comes adds its line here.
 */
const TABS: readonly { href: string; label: string; permission: string; also?: string }[] = [
  { href: '/compliance', label: 'Due', permission: 'compliance.view' },
  {
    href: '/compliance/discrepancies',
    label: 'Reconciliation',
    permission: 'compliance.view',
    also: '/compliance/reconciliations',
  },
  { href: '/compliance/receipts', label: 'Receipts', permission: 'compliance.view' },
  { href: '/compliance/transfers', label: 'Transfers', permission: 'compliance.view' },
  { href: '/compliance/counts', label: 'Counts', permission: 'stock.read' },
  { href: '/compliance/holds', label: 'Holds', permission: 'stock.read' },
  { href: '/compliance/recalls', label: 'Recalls', permission: 'inventory.recall' },
  { href: '/compliance/destructions', label: 'Destructions', permission: 'stock.read' },
  { href: '/compliance/calendar', label: 'Calendar', permission: 'compliance.view' },
  { href: '/compliance/rules', label: 'Rules', permission: 'compliance.view' },
  { href: '/compliance/inspection', label: 'Inspection', permission: 'compliance.view' },
]

/** The frame of the compliance pages. A page below a tab, such as one discrepancy, keeps its tab lit. */
export const ComplianceScreen = ({
  note,
  actions,
  children,
}: {
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => {
  const { permissions } = useMe()
  const pathname = usePathname()
  const tabs = TABS.filter(({ permission }) => permissions.includes(permission))
  return (
    <Screen title="Compliance" note={note} actions={actions}>
      <LinkTabs label="Compliance" current={currentOf(pathname, tabs)} tabs={tabs} />
      {children}
    </Screen>
  )
}

const currentOf = (pathname: string, tabs: readonly { href: string; also?: string }[]): string =>
  tabs
    .flatMap(({ href, also }) =>
      also === undefined
        ? [{ href, at: href }]
        : [
            { href, at: href },
            { href, at: also },
          ],
    )
    .filter(({ at }) => pathname === at || pathname.startsWith(`${at}/`))
    .toSorted((a, b) => b.at.length - a.at.length)[0]?.href ?? pathname
