'use client'

import { cn } from '@/lib/cn'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { WHY_LOOK, type WhyProps } from './why-look'

/** A reason, open from the start. */
export const WhyOpen = ({ label, trigger, className, children }: WhyProps) => (
  <Popover defaultOpen>
    <PopoverTrigger className={cn(WHY_LOOK, className)}>
      {trigger}
      <span className="sr-only">, {label}</span>
    </PopoverTrigger>
    <PopoverContent aria-label={label}>{children}</PopoverContent>
  </Popover>
)
