import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

export const Card = ({ className, ...rest }: ComponentProps<'section'>) => (
  <section className={cn('rounded-lg border bg-surface shadow-card', className)} {...rest} />
)

/** The head of a card: what it shows, a line on how, and what can be done with it. */
export const CardHead = ({
  title,
  note,
  children,
  className,
}: {
  title: ReactNode
  note?: ReactNode
  children?: ReactNode
  className?: string
}) => (
  <header className={cn('flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-3.5 pb-2.5', className)}>
    <div className="min-w-0 flex-1 basis-44">
      <h2 className="text-sm font-semibold">{title}</h2>
      {note !== undefined && <p className="text-xs text-faint">{note}</p>}
    </div>
    {children !== undefined && <div className="flex items-center gap-2">{children}</div>}
  </header>
)
