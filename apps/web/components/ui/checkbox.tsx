'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Base, Switch as BaseSwitch } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export const Checkbox = ({ className, ...rest }: ComponentProps<typeof Base.Root>) => (
  <Base.Root
    className={cn(
      'grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-on-accent shadow-card disabled:opacity-40 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
      className,
    )}
    {...rest}
  >
    <Base.Indicator>
      {rest.checked === 'indeterminate' ? (
        <Minus className="size-3" strokeWidth={3} />
      ) : (
        <Check className="size-3" strokeWidth={3} />
      )}
    </Base.Indicator>
  </Base.Root>
)

export const Switch = ({ className, ...rest }: ComponentProps<typeof BaseSwitch.Root>) => (
  <BaseSwitch.Root
    className={cn(
      'relative h-[18px] w-8 shrink-0 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-accent',
      className,
    )}
    {...rest}
  >
    <BaseSwitch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-white shadow transition-transform data-[state=checked]:translate-x-4" />
  </BaseSwitch.Root>
)
