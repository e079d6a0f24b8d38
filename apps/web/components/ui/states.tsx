import { CircleAlert } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { ApiError, messageOf } from '@/lib/api-error'
import { cn } from '@/lib/cn'
import { Button } from './button'

export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={cn('animate-pulse rounded bg-hover', className)} />
)

/** Rows of a list that is still being fetched. */
export const SkeletonRows = ({ rows = 8, className }: { rows?: number; className?: string }) => (
  <div role="status" aria-label="Loading" className={cn('flex flex-col gap-3 p-4', className)}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="flex gap-4">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-4 w-1/6" />
        <Skeleton className="ml-auto h-4 w-1/6" />
      </div>
    ))}
  </div>
)

/** Nothing here, why, and what to do about it. */
export const EmptyState = ({
  icon: Icon,
  title,
  children,
  action,
  className,
  heading: Heading = 'p',
}: {
  icon?: ComponentType<{ className?: string }>
  title: string
  children?: ReactNode
  action?: ReactNode
  className?: string
  heading?: 'h1' | 'p'
}) => (
  <div className={cn('flex flex-col items-center gap-1 px-6 py-12 text-center', className)}>
    {Icon !== undefined && (
      <div className="mb-2 grid size-10 place-items-center rounded-full bg-hover text-muted">
        <Icon className="size-5" />
      </div>
    )}
    <Heading className="font-medium">{title}</Heading>
    {children !== undefined && <div className="max-w-md text-sm text-muted">{children}</div>}
    {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
  </div>
)

/** Something could not be fetched: what happened, the number to quote, and another try. */
export const ErrorState = ({
  error,
  retry,
  className,
}: {
  error: unknown
  retry?: () => void
  className?: string
}) => (
  <div role="alert" className={cn('flex flex-col items-center gap-1 px-6 py-10 text-center', className)}>
    <CircleAlert className="mb-1 size-6 text-danger" aria-hidden />
    <p className="font-medium">{error instanceof ApiError ? error.title : 'This could not be loaded'}</p>
    <p className="max-w-md text-sm text-muted">{messageOf(error)}</p>
    {retry !== undefined && (
      <Button className="mt-3" onClick={retry}>
        Try again
      </Button>
    )}
  </div>
)

/** A note across a card or page that something needs attention. */
export const Notice = ({
  tone = 'plain',
  icon: Icon,
  children,
  action,
  className,
}: {
  tone?: 'danger' | 'due' | 'frozen' | 'accent' | 'plain'
  icon?: ComponentType<{ className?: string }>
  children: ReactNode
  action?: ReactNode
  className?: string
}) => {
  const look = {
    danger: 'bg-danger-soft text-danger-text',
    due: 'bg-due-soft text-due-text',
    frozen: 'bg-frozen-soft text-frozen-text',
    accent: 'bg-accent-soft text-accent-text',
    plain: 'bg-sunken text-muted',
  }[tone]
  return (
    <div className={cn('flex items-start gap-2.5 rounded-md px-3 py-2 text-sm', look, className)}>
      {Icon !== undefined && <Icon className="mt-0.5 size-4 shrink-0" />}
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
