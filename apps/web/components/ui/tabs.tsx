'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** Pages of one area, as links under a heading. */
export const LinkTabs = ({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly { href: string; label: string }[]
  current: string
}) => (
  <nav aria-label={label} className="-mb-px flex gap-1 overflow-x-auto border-b">
    {tabs.map((tab) => (
      <Link
        key={tab.href}
        href={tab.href}
        aria-current={tab.href === current ? 'page' : undefined}
        className={cn(
          'border-b-2 px-2.5 py-2 text-sm font-medium whitespace-nowrap',
          tab.href === current
            ? 'border-accent text-text'
            : 'border-transparent text-muted hover:border-line-strong hover:text-text',
        )}
      >
        {tab.label}
      </Link>
    ))}
  </nav>
)

/** One of a few views of the same thing. */
export const Segmented = <T extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: ReactNode }[]
  className?: string
}) => (
  <div
    role="group"
    aria-label={label}
    className={cn('inline-flex rounded-md border bg-sunken p-0.5', className)}
  >
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className="h-[26px] rounded px-2.5 text-xs font-medium whitespace-nowrap text-muted hover:text-text aria-pressed:bg-raised aria-pressed:text-text aria-pressed:shadow-card"
      >
        {option.label}
      </button>
    ))}
  </div>
)
