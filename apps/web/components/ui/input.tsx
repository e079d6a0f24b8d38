'use client'

import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'
import { useFieldTies } from './field'

const BOX =
  'w-full min-w-0 rounded-md border border-line-strong/80 bg-surface text-text text-sm shadow-card transition-colors placeholder:text-faint hover:border-line-strong disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger'

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input {...useFieldTies()} className={cn(BOX, 'h-8 px-2.5', className)} {...rest} />
)

export const Textarea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea {...useFieldTies()} className={cn(BOX, 'min-h-20 px-2.5 py-1.5', className)} {...rest} />
)

/** The platform's own select: quick, accessible and at home on phones. */
export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <select
    {...useFieldTies()}
    className={cn(
      BOX,
      "h-8 appearance-none bg-[url('data:image/svg+xml;utf8,<svg%20xmlns=%22http://www.w3.org/2000/svg%22%20width=%2216%22%20height=%2216%22%20fill=%22none%22%20stroke=%22%23808a85%22%20stroke-width=%221.75%22%20stroke-linecap=%22round%22%20stroke-linejoin=%22round%22><path%20d=%22m5%206.5%203%203%203-3%22/></svg>')] bg-[position:right_0.375rem_center] bg-no-repeat pr-7 pl-2.5",
      className,
    )}
    {...rest}
  />
)

export const SearchInput = ({ className, ...rest }: ComponentProps<'input'>) => (
  <div className={cn('relative', className)}>
    <Search
      className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      aria-hidden
    />
    <Input type="search" className="pl-8" {...rest} />
  </div>
)
