'use client'

import { Popover as Base, Tooltip as BaseTooltip } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

export const Popover = Base.Root
export const PopoverTrigger = Base.Trigger

export const PopoverContent = ({ className, ...rest }: ComponentProps<typeof Base.Content>) => (
  <Base.Portal>
    <Base.Content
      sideOffset={6}
      collisionPadding={12}
      className={cn(
        'z-50 w-80 max-w-[calc(100vw-1.5rem)] rounded-lg border bg-raised p-3.5 text-sm shadow-pop data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98',
        className,
      )}
      {...rest}
    />
  </Base.Portal>
)

/** A figure that answers "why?": pressing it opens the reason. */
export const Why = ({
  label,
  children,
  className,
  trigger,
}: {
  label: string
  children: ReactNode
  className?: string
  trigger: ReactNode
}) => (
  <Popover>
    <PopoverTrigger
      aria-label={label}
      className={cn(
        'rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current',
        className,
      )}
    >
      {trigger}
    </PopoverTrigger>
    <PopoverContent>{children}</PopoverContent>
  </Popover>
)

export const TooltipProvider = BaseTooltip.Provider

/** A short hint on hover and focus. */
export const Tooltip = ({ hint, children }: { hint: ReactNode; children: ReactNode }) => (
  <BaseTooltip.Root>
    <BaseTooltip.Trigger asChild>{children}</BaseTooltip.Trigger>
    <BaseTooltip.Portal>
      <BaseTooltip.Content
        sideOffset={5}
        collisionPadding={8}
        className="z-50 max-w-64 rounded-md bg-text px-2 py-1 text-xs text-canvas shadow-pop"
      >
        {hint}
      </BaseTooltip.Content>
    </BaseTooltip.Portal>
  </BaseTooltip.Root>
)
