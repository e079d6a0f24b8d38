'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { instant } from '@/lib/format'
import { useCan, useTimeZone } from '@/lib/me'
import { By } from '@/lib/names'
import { FootageLines } from '../destructions/footage-lines'
import { ReasonDialog } from '../holds/reason-dialog'
import { CountBadge, mannerOf } from './count-columns'
import { PassesCard } from './passes-card'
import { sessionOf, STALE_COUNTS, type Session } from './queries'
import { ReviewCard } from './review-card'
import { scopeText } from './scope-words'

/** How often the progress of others is asked for. */
const WATCHED_MS = 5000

/** One count: who counts and how far they are, then the differences and the signature. */
export const SessionPage = ({ id }: { id: string }) => {
  const mayReview = useCan('inventory.review')
  const [cancelling, setCancelling] = useState(false)
  const { data, error, refetch } = useQuery({
    ...sessionOf(id),
    refetchInterval: ({ state }) => (state.data?.status === 'counting' ? WATCHED_MS : false),
  })
  const running = data?.status === 'counting' || data?.status === 'review'
  const back = (
    <Link
      href="/compliance/counts"
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> Counts
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title="Count" back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={4} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return (
    <Screen
      title={data.name}
      back={back}
      note={
        <span className="flex flex-wrap items-center gap-2">
          <CountBadge status={data.status} />
          <span>{dotted(data.storeName, scopeText(data.scope), mannerOf(data))}</span>
        </span>
      }
      actions={
        running &&
        mayReview && (
          <Button variant="danger" onClick={() => setCancelling(true)}>
            Call it off
          </Button>
        )
      }
    >
      <Closing session={data} />
      <PassesCard session={data} />
      {data.footage.length > 0 && <FootageLines footage={data.footage} timeZone={null} />}
      {mayReview && isRevealed(data) && <ReviewCard session={data} />}
      {!mayReview && data.status === 'review' && (
        <Notice>Handed in. Somebody who may review looks at the differences now.</Notice>
      )}
      {cancelling && <CancelCount session={data} onClose={() => setCancelling(false)} />}
    </Screen>
  )
}

/** The figures of a blind count that was called off stay unseen. */
const isRevealed = ({ status, blind }: Session): boolean =>
  status === 'review' || status === 'posted' || (status === 'cancelled' && !blind)

const Closing = ({ session }: { session: Session }) => {
  const zone = useTimeZone()
  if (session.status === 'posted')
    return (
      <Notice tone="accent">
        Signed by <By id={session.closedBy ?? ''} /> on {instant(session.closedAt, zone)}: “
        {session.statement}”
      </Notice>
    )
  if (session.status === 'cancelled')
    return (
      <Notice>
        Called off by <By id={session.closedBy ?? ''} /> on {instant(session.closedAt, zone)}: “
        {session.statement}”
        {session.blind && ' The figures of a blind count that was called off stay unseen.'}
      </Notice>
    )
  return null
}

const CancelCount = ({ session, onClose }: { session: Session; onClose: () => void }) => {
  const cancel = useCommand('POST /count-sessions/{id}/cancel', {
    stale: STALE_COUNTS,
    done: 'Called off; nothing was posted',
    after: onClose,
  })
  return (
    <ReasonDialog
      title="Call the count off"
      description={
        session.blind
          ? 'Nothing is posted. What was counted stays on record, and its figures stay unseen.'
          : 'Nothing is posted. What was counted stays on record.'
      }
      label="Why"
      action="Call it off"
      tone="danger"
      busy={cancel.isPending}
      error={cancel.fields['reason']}
      onClose={onClose}
      onSubmit={(reason) => cancel.mutate({ body: { reason }, path: { id: session.id } })}
    />
  )
}
