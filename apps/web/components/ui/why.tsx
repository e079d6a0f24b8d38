'use client'

import { lazy, Suspense, useState } from 'react'
import { cn } from '@/lib/cn'
import { WHY_LOOK, type WhyProps } from './why-look'

const load = () => import('./why-open')
const WhyOpen = lazy(() => load().then((module) => ({ default: module.WhyOpen })))

/** A figure that answers "why?": pressing it opens the reason. The window's code is loaded with the first press. */
export const Why = (props: WhyProps) => {
  const [wanted, setWanted] = useState(false)
  const closed = (
    <button
      type="button"
      aria-haspopup="dialog"
      onPointerEnter={() => void load()}
      onClick={() => setWanted(true)}
      className={cn(WHY_LOOK, props.className)}
    >
      {props.trigger}
      <span className="sr-only">, {props.label}</span>
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
