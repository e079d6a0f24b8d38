'use client'

import { useCommand } from '@/features/settings/use-command'
import { Notice } from '@/components/ui/states'
import { count } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { ReasonDialog } from '../holds/reason-dialog'
import { STALE_COUNTS, type Review, type ReviewLine, type Session } from './queries'

/** Answers about stock that posted counts make old. */
const STALE_STOCK = [
  ...STALE_COUNTS,
  '/count-sessions/{id}/review',
  '/stores/{storeId}/products/{id}/stock',
  '/products',
  '/reorder',
  '/dashboard',
] as const

/** Signs the count off: what will be posted, and the words the reviewer puts their name to. */
export const PostDialog = ({
  session,
  totals,
  lines,
  leftOut,
  onClose,
}: {
  session: Session
  totals: Review['totals']
  lines: readonly ReviewLine[]
  leftOut: ReadonlySet<string>
  onClose: () => void
}) => {
  const { money } = useMoney()
  const post = useCommand('POST /count-sessions/{id}/post', {
    stale: STALE_STOCK,
    done: 'Posted: the stock is as it was counted',
    after: onClose,
  })
  const out = lines.filter(({ id }) => leftOut.has(id))
  const net = totals.netMinor - out.reduce((sum, { varianceMinor }) => sum + (varianceMinor ?? 0), 0)
  const problems = totals.problems - out.filter(({ problem }) => problem !== null).length
  return (
    <ReasonDialog
      title="Sign and post"
      description={`${count(totals.counted - out.length)} counted lines become the stock, as of the moment each was counted. Sales since then stand.`}
      label="What you put your name to"
      action="Sign and post"
      max={1000}
      busy={post.isPending}
      disabled={problems > 0}
      error={post.fields['statement']}
      onClose={onClose}
      onSubmit={(statement) =>
        post.mutate({ body: { statement, leaveOut: [...leftOut] }, path: { id: session.id } })
      }
    >
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">Net difference at cost</dt>
        <dd className="num text-right font-medium">{money(net)}</dd>
        <dt className="text-muted">Left as they are</dt>
        <dd className="num text-right">{count(totals.left + out.length)} lines</dd>
      </dl>
      {problems > 0 && (
        <Notice tone="danger">
          {count(problems)} {problems === 1 ? 'line' : 'lines'} can no longer be posted as counted. Have them
          counted again, or leave them as they are.
        </Notice>
      )}
    </ReasonDialog>
  )
}
