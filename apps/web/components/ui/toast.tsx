'use client'

import { Toaster as Base, toast } from 'sonner'
import { messageOf } from '@/lib/api-error'

/** Where short confirmations and failures appear. */
export const Toaster = () => (
  <Base
    position="bottom-right"
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          'flex w-[356px] max-w-[calc(100vw-2rem)] items-start gap-2.5 rounded-lg border bg-raised px-3.5 py-3 text-sm text-text shadow-pop',
        description: 'text-muted',
        actionButton: 'ml-auto shrink-0 font-medium text-accent-text',
        error: 'border-danger/40',
      },
    }}
  />
)

export const notify = {
  done: (message: string, action?: { label: string; onClick: () => void }) =>
    toast.success(message, action === undefined ? {} : { action }),
  failed: (error: unknown) => toast.error(messageOf(error)),
}
