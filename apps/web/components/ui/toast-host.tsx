'use client'

import { useEffect } from 'react'
import { toast, Toaster } from 'sonner'
import { takeMessages } from './messages'

/** Shows messages as they come. */
export const ToastHost = () => {
  useEffect(() => {
    takeMessages(({ kind, text, action }) => {
      const show = kind === 'done' ? toast.success : toast.error
      show(text, action === undefined ? {} : { action })
    })
  }, [])
  return (
    <Toaster
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-[356px] max-w-[calc(100vw-2rem)] items-start gap-2.5 rounded-lg border bg-raised px-3.5 py-3 text-sm text-text shadow-pop',
          actionButton: 'ml-auto shrink-0 font-medium text-accent-text',
          error: 'border-danger/40',
        },
      }}
    />
  )
}
