'use client'

import { FlaskConical, Lock, Timer } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { useMe } from '@/lib/me'

const DAY = 86_400_000
const WARN_DAYS = 7

/** What a person must know about the organisation on every screen: demo data, a trial that ends or has ended. */
export const Banners = ({ now }: { now: number }) => {
  const { organization } = useMe()
  const left =
    organization.trialEndsAt === null ? null : Math.ceil((Date.parse(organization.trialEndsAt) - now) / DAY)
  return (
    <aside aria-label="About this shop">
      {organization.readOnly ? (
        <Strip tone="due" icon={<Lock className="size-3.5" aria-hidden />}>
          The trial has ended. Everything can be read and exported; nothing can be changed until a plan is
          chosen.
        </Strip>
      ) : left !== null && left <= WARN_DAYS ? (
        <Strip tone="due" icon={<Timer className="size-3.5" aria-hidden />}>
          The trial ends {left <= 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`}. Afterwards
          everything stays readable and nothing is deleted.
        </Strip>
      ) : null}
      {organization.isDemo && (
        <Strip tone="plain" icon={<FlaskConical className="size-3.5" aria-hidden />}>
          Demo shop: the sales are invented, every figure is computed by the product.
        </Strip>
      )}
    </aside>
  )
}

const Strip = ({ tone, icon, children }: { tone: 'due' | 'plain'; icon: ReactNode; children: ReactNode }) => (
  <div
    className={cn(
      'flex items-center justify-center gap-2 border-b px-4 py-1 text-xs',
      tone === 'due' ? 'bg-due-soft text-due-text' : 'bg-sunken text-muted',
    )}
  >
    {icon}
    <span>{children}</span>
  </div>
)
