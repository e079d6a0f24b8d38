'use client'

import { Popover as Base } from 'radix-ui'
import type { ComponentProps } from 'react'
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
