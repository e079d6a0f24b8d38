'use client'

import { lazy, Suspense, useState, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

export interface WhyProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export const WHY_LOOK =
  'rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current'

const load = () => import('./why-open')
const WhyOpen = lazy(() => load().then((module) => ({ default: module.WhyOpen })))

/** A figure that answers "why?": pressing it opens the reason. The window's code is loaded with the first press. */
export const Why = (props: WhyProps) => {
  const [wanted, setWanted] = useState(false)
  const closed = (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="dialog"
      onPointerEnter={() => void load()}
      onClick={() => setWanted(true)}
      className={cn(WHY_LOOK, props.className)}
    >
      {props.trigger}
    </button>
  )
  return wanted ? (
    <Suspense fallback={closed}>
      <WhyOpen {...props} />
    </Suspense>
  ) : (
    closed
  )
}
