'use client'

import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/states'
import { count } from '@/lib/format'
import type { Saving } from './use-outbox'

/** Whether what was typed is safe: saved, on its way, kept on the phone, or refused with the reason. */
export const SavingLine = ({
  state,
  waiting,
  problem,
  onRetry,
}: {
  state: Saving
  waiting: number
  problem: string | null
  onRetry: () => void
}) => {
  const counts = `${count(waiting)} ${waiting === 1 ? 'count' : 'counts'}`
  return (
    <div role="status" aria-live="polite">
      {state === 'offline' ? (
        <Notice tone="due" icon={CloudOff}>
          No connection: {counts} kept on this phone. Go on counting; they are sent by themselves once the
          server can be reached.
        </Notice>
      ) : state === 'refused' ? (
        <Notice
          tone="danger"
          icon={TriangleAlert}
          action={
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {counts} not saved: {problem}
        </Notice>
      ) : (
        <p className="flex items-center gap-1.5 text-xs text-muted">
          {waiting > 0 ? (
            <>
              <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> Saving…
            </>
          ) : (
            <>
              <Check className="size-3.5 text-accent-text" aria-hidden /> Saved as you go
            </>
          )}
        </p>
      )}
    </div>
  )
}
