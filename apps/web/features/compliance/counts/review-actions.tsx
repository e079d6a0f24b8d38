'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/features/settings/use-command'
import { count } from '@/lib/format'
import { ReasonDialog } from '../holds/reason-dialog'
import { PostDialog } from './post-dialog'
import { STALE_COUNTS, type Review, type ReviewLine, type Session } from './queries'

/** What a reviewer can do: have lines counted again, leave lines as they are, sign and post. */
export const ReviewActions = ({
  session,
  totals,
  lines,
  chosen,
  leftOut,
  maySign,
  onLeaveOut,
}: {
  session: Session
  totals: Review['totals']
  lines: readonly ReviewLine[]
  chosen: ReadonlySet<string>
  leftOut: ReadonlySet<string>
  maySign: boolean
  onLeaveOut: (ids: ReadonlySet<string>) => void
}) => {
  const [doing, setDoing] = useState<'recount' | 'post' | null>(null)
  const close = (): void => setDoing(null)
  const recount = useCommand('POST /count-sessions/{id}/recount', {
    stale: STALE_COUNTS,
    done: 'Sent back to be counted again',
    after: close,
  })
  const allOut = chosen.size > 0 && [...chosen].every((id) => leftOut.has(id))
  const leaveOut = (): void =>
    onLeaveOut(
      allOut
        ? new Set([...leftOut].filter((id) => !chosen.has(id)))
        : new Set([...leftOut, ...[...chosen].filter((id) => isPosted(lines, id))]),
    )
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
      <Button disabled={chosen.size === 0} onClick={() => setDoing('recount')}>
        Count again{chosen.size > 0 && ` (${count(chosen.size)})`}
      </Button>
      <Button disabled={chosen.size === 0} onClick={leaveOut}>
        {allOut ? 'Post after all' : 'Leave as it is'}
        {chosen.size > 0 && ` (${count(chosen.size)})`}
      </Button>
      <span className="text-xs text-faint max-sm:hidden">
        {chosen.size === 0
          ? 'Choose lines to have them counted again, or to leave them as the ledger has them.'
          : ''}
      </span>
      {maySign && (
        <Button variant="primary" className="ml-auto" onClick={() => setDoing('post')}>
          Sign and post
        </Button>
      )}
      {doing === 'recount' && (
        <ReasonDialog
          title={
            chosen.size === 1
              ? 'Have one line counted again'
              : `Have ${count(chosen.size)} lines counted again`
          }
          description="What was counted before stays on record. The count goes back to the shelf."
          label="Why"
          action="Ask for the recount"
          busy={recount.isPending}
          error={recount.fields['reason']}
          onClose={close}
          onSubmit={(reason) =>
            recount.mutate({ body: { lineIds: [...chosen], reason }, path: { id: session.id } })
          }
        />
      )}
      {doing === 'post' && (
        <PostDialog session={session} totals={totals} lines={lines} leftOut={leftOut} onClose={close} />
      )}
    </div>
  )
}

const isPosted = (lines: readonly ReviewLine[], id: string): boolean =>
  lines.find((line) => line.id === id)?.state === 'agreed'
