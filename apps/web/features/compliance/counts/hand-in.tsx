'use client'

import { useState } from 'react'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { write } from '@/lib/api'
import { count } from '@/lib/format'
import { STALE_COUNTS } from './queries'

/** Hands the walk in. Lines without a count stay as the ledger has them, which is asked first. */
export const HandIn = ({
  sessionId,
  open: left,
  disabled,
}: {
  sessionId: string
  /** Lines without a count. */
  open: number
  disabled: boolean
}) => {
  const router = useRouter()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const submit = useMutation({
    mutationFn: () =>
      write('POST /count-sessions/{id}/submit', { leaveUncounted: left > 0 }, { id: sessionId }),
    onSuccess: async ({ status, toRecount }) => {
      notify.done(saidOf(status, toRecount))
      router.push(`/compliance/counts/${sessionId}`)
      client.removeQueries({ queryKey: ['/count-sessions/{id}/sheet'], type: 'inactive' })
      await Promise.all(STALE_COUNTS.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
    onError: notify.failed,
  })
  return (
    <>
      <Button
        size="lg"
        variant={left === 0 ? 'primary' : 'secondary'}
        busy={submit.isPending}
        disabled={disabled}
        onClick={() => (left > 0 ? setAsking(true) : submit.mutate())}
      >
        Hand in
      </Button>
      {asking && (
        <Dialog
          open
          onOpenChange={() => setAsking(false)}
          title={left === 1 ? 'One line has no count' : `${count(left)} lines have no count`}
          description="Handed in like this, they stay as the ledger has them. They are never taken for zero."
        >
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Go on counting</Button>
            <Button variant="danger" busy={submit.isPending} onClick={() => submit.mutate()}>
              Hand in all the same
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

const saidOf = (status: 'counting' | 'review', toRecount: number): string => {
  if (toRecount > 0)
    return `Handed in. The two counts differ on ${count(toRecount)} ${toRecount === 1 ? 'line' : 'lines'}: count them again.`
  return status === 'review' ? 'Handed in, ready for review' : 'Handed in. Others are still counting.'
}
