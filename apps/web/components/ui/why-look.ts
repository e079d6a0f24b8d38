import type { ReactNode } from 'react'

export interface WhyProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export const WHY_LOOK =
  'rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current'
