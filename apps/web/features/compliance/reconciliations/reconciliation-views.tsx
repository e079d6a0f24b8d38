'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const VIEWS = [
  { href: '/compliance/discrepancies', label: 'Discrepancies' },
  { href: '/compliance/reconciliations', label: 'Reconciliations' },
] as const

/** The two pages of reconciliation: what disagrees, and when it was looked for. */
export const ReconciliationViews = () => {
  const pathname = usePathname()
  return (
    <nav aria-label="Reconciliation" className="inline-flex rounded-md border bg-sunken p-0.5">
      {VIEWS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className="grid h-[26px] place-items-center rounded px-2.5 text-xs font-medium whitespace-nowrap text-muted hover:text-text aria-[current=page]:bg-raised aria-[current=page]:text-text aria-[current=page]:shadow-card"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
