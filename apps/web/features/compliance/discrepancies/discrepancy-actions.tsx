'use client'

import { Check, UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { ReasonDialog } from '../holds/reason-dialog'
import { AssignDialog } from './assign-dialog'
import { isClosed, STALE_DISCREPANCIES, type DiscrepancyDetail } from './queries'

/** From these states a person may take it on, or hand it to another. */
const ASSIGNABLE: ReadonlySet<DiscrepancyDetail['state']> = new Set([
  'open',
  'assigned',
  'reopened',
  'correcting',
])
const MOST = 2000

/** What a person can do about a discrepancy, as far as their role goes. */
export const DiscrepancyActions = ({ discrepancy }: { discrepancy: DiscrepancyDetail }) => {
  const mayAssign = useCan('compliance.reconcile')
  const mayCorrect = useCan('compliance.correct')
  const [asking, setAsking] = useState<'assign' | 'done' | 'dismiss' | null>(null)
  const close = (): void => setAsking(null)
  if (isClosed(discrepancy)) return null
  return (
    <>
      {mayAssign && ASSIGNABLE.has(discrepancy.state) && (
        <Button onClick={() => setAsking('assign')}>
          <UserPlus /> {discrepancy.assignedTo === null ? 'Assign' : 'Reassign'}
        </Button>
      )}
      {mayCorrect && (
        <Button variant="danger" onClick={() => setAsking('dismiss')}>
          <X /> Leave as it is
        </Button>
      )}
      {mayCorrect && discrepancy.proposal.kind !== 'tell_state' && (
        <Button variant="primary" onClick={() => setAsking('done')}>
          <Check /> Put right by hand
        </Button>
      )}
      {asking === 'assign' && <AssignDialog discrepancy={discrepancy} onClose={close} />}
      {asking === 'done' && <PutRight id={discrepancy.id} onClose={close} />}
      {asking === 'dismiss' && <Dismiss id={discrepancy.id} onClose={close} />}
    </>
  )
}

const PutRight = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const done = useCommand('POST /compliance/discrepancies/{id}/corrected', {
    stale: STALE_DISCREPANCIES,
    done: 'Noted: the next reading verifies it',
    after: onClose,
  })
  return (
    <ReasonDialog
      title="Put right by hand"
      description="For what you have mended in the state’s system or at the till yourself. The next reading of both verifies it; if it still shows, it is opened again."
      label="What was done, and where"
      action="It is put right"
      max={MOST}
      busy={done.isPending}
      error={done.fields['note']}
      onClose={onClose}
      onSubmit={(note) => done.mutate({ body: { note }, path: { id } })}
    />
  )
}

const Dismiss = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const dismiss = useCommand('POST /compliance/discrepancies/{id}/dismiss', {
    stale: STALE_DISCREPANCIES,
    done: 'Left as it is',
    after: onClose,
  })
  return (
    <ReasonDialog
      title="Leave it as it is"
      description="It is closed and kept with your name and reason. It comes back only if the difference changes."
      label="Why it may stay"
      action="Leave it as it is"
      tone="danger"
      max={MOST}
      busy={dismiss.isPending}
      error={dismiss.fields['reason']}
      onClose={onClose}
      onSubmit={(reason) => dismiss.mutate({ body: { reason }, path: { id } })}
    />
  )
}
