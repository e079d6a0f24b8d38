'use client'

import { X } from 'lucide-react'
import { Dialog as Base } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Button } from './button'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  className?: string
}

const SCRIM =
  'fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0'

const Head = ({ title, description }: Pick<Props, 'title' | 'description'>) => (
  <header className="flex items-start gap-3 border-b px-5 py-3.5">
    <div className="min-w-0 flex-1">
      <Base.Title className="text-lg font-semibold">{title}</Base.Title>
      {description !== undefined ? (
        <Base.Description className="text-sm text-muted">{description}</Base.Description>
      ) : null}
    </div>
    <Base.Close asChild>
      <Button variant="ghost" size="iconSm" aria-label="Close">
        <X />
      </Button>
    </Base.Close>
  </header>
)

/** A window in the middle of the screen for one decision. */
export const Dialog = ({ open, onOpenChange, title, description, children, footer, className }: Props) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    <Base.Portal>
      <Base.Overlay className={SCRIM} />
      <Base.Content
        {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        className={cn(
          'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border bg-raised shadow-pop data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98',
          className,
        )}
      >
        <Head title={title} description={description} />
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer !== undefined && (
          <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer>
        )}
      </Base.Content>
    </Base.Portal>
  </Base.Root>
)

/** A panel from the side for working on one thing while the list stays in view. */
export const Sheet = ({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  className,
  side = 'right',
}: Props & { side?: 'right' | 'left' }) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    <Base.Portal>
      <Base.Overlay className={SCRIM} />
      <Base.Content
        {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        className={cn(
          'fixed inset-y-0 z-50 flex w-full max-w-md flex-col border bg-raised shadow-pop data-[state=closed]:animate-out data-[state=closed]:duration-150 data-[state=open]:animate-in data-[state=open]:duration-200',
          side === 'right'
            ? 'right-0 data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right'
            : 'left-0 data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left',
          className,
        )}
      >
        <Head title={title} description={description} />
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer !== undefined && (
          <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer>
        )}
      </Base.Content>
    </Base.Portal>
  </Base.Root>
)
