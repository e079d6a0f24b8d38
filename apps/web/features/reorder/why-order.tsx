'use client'

import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Reasons } from '@/components/reasons'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { ErrorState, Skeleton } from '@/components/ui/states'
import { reorderOf } from './queries'

/** A figure of the plan that opens into its reasons; they are fetched when it is opened. */
export const WhyOrder = ({
  storeId,
  productId,
  label,
  children,
}: {
  storeId: string
  productId: string
  label: string
  children: ReactNode
}) => {
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...reorderOf(storeId, productId), enabled: open })
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className="rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current">
        {children}
        <span className="sr-only">, {label}</span>
      </PopoverTrigger>
      <PopoverContent aria-label={label} align="end" className="w-96 whitespace-normal">
        {data !== undefined ? (
          <Reasons reasoning={data.reasoning} />
        ) : error !== null ? (
          <ErrorState error={error} className="py-2" />
        ) : (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4" />
            <Skeleton className="h-4 w-4/5" />
          </div>
        )}
      </PopoverContent>
    </Popover>
  )
}
