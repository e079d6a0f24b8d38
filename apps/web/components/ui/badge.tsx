import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import type { Tone } from '@/lib/words'

const TONES: Readonly<Record<Tone, string>> = {
  danger: 'bg-danger-soft text-danger-text',
  due: 'bg-due-soft text-due-text',
  frozen: 'bg-frozen-soft text-frozen-text',
  accent: 'bg-accent-soft text-accent-text',
  plain: 'bg-hover text-muted',
}
const DOTS: Readonly<Record<Tone, string>> = {
  danger: 'bg-danger',
  due: 'bg-due',
  frozen: 'bg-frozen',
  accent: 'bg-accent',
  plain: 'bg-neutral',
}

export const Badge = ({
  tone = 'plain',
  dot = false,
  className,
  title,
  children,
}: {
  tone?: Tone
  dot?: boolean
  className?: string
  title?: string
  children: ReactNode
}) => (
  <span
    title={title}
    className={cn(
      'inline-flex items-center gap-1.5 rounded px-1.5 py-px text-xs font-medium whitespace-nowrap',
      TONES[tone],
      className,
    )}
  >
    {dot && <Dot tone={tone} />}
    {children}
  </span>
)

export const Dot = ({ tone, className }: { tone: Tone; className?: string }) => (
  <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full', DOTS[tone], className)} />
)
