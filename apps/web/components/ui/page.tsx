import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** The frame of a screen: its name, a line about it, what can be done, and the content. */
export const Screen = ({
  title,
  note,
  back,
  actions,
  children,
  className,
}: {
  title: ReactNode
  note?: ReactNode
  back?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}) => (
  <div className={cn('mx-auto flex w-full max-w-[1360px] flex-col gap-4 px-4 py-5 md:px-6', className)}>
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-60">
        {back}
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {note !== undefined && <div className="text-sm text-muted">{note}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
    {children}
  </div>
)

/** One figure with its name and what to compare it with. */
export const Stat = ({
  label,
  value,
  note,
  className,
}: {
  label: ReactNode
  value: ReactNode
  note?: ReactNode
  className?: string
}) => (
  <div className={cn('min-w-0', className)}>
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="num text-xl font-semibold tracking-tight">{value}</dd>
    {note !== undefined && <dd className="text-xs text-faint">{note}</dd>}
  </div>
)
