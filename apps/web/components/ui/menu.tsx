'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Base } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** A menu; the rest of the page stays in reach of assistive technology. */
export const Menu = (props: ComponentProps<typeof Base.Root>) => <Base.Root modal={false} {...props} />
export const MenuTrigger = Base.Trigger
export const MenuRadioGroup = Base.RadioGroup

const ITEM =
  'relative flex cursor-default items-center gap-2 rounded px-2 py-1.5 text-sm outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint'

export const MenuContent = ({ className, ...rest }: ComponentProps<typeof Base.Content>) => (
  <Base.Portal>
    <Base.Content
      sideOffset={4}
      collisionPadding={8}
      className={cn(
        'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg border bg-raised p-1 shadow-pop data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98',
        className,
      )}
      {...rest}
    />
  </Base.Portal>
)
export const MenuItem = ({ className, ...rest }: ComponentProps<typeof Base.Item>) => (
  <Base.Item className={cn(ITEM, className)} {...rest} />
)
export const MenuRadioItem = ({ className, children, ...rest }: ComponentProps<typeof Base.RadioItem>) => (
  <Base.RadioItem className={cn(ITEM, 'pl-7', className)} {...rest}>
    <Base.ItemIndicator className="absolute left-2">
      <Check className="text-accent-text!" />
    </Base.ItemIndicator>
    {children}
  </Base.RadioItem>
)
export const MenuLabel = ({ className, ...rest }: ComponentProps<typeof Base.Label>) => (
  <Base.Label className={cn('px-2 py-1.5 text-xs font-medium text-faint', className)} {...rest} />
)
export const MenuSeparator = () => <Base.Separator className="-mx-1 my-1 h-px bg-line" />
