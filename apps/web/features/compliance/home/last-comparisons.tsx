'use client'

import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Card, CardHead } from '@/components/ui/card'
import { count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { CompareNow } from '../reconciliations/compare-now'
import type { Run } from '../reconciliations/queries'
import { SourceLines } from '../reconciliations/source-lines'

/** The comparison each store finished last, how old its sources were, and a way to compare now. */
export const LastComparisons = ({ runs, storeId }: { runs: readonly Run[]; storeId: string | undefined }) => {
  const stores = useMe().stores.filter(({ id, active }) => active && (storeId ?? id) === id)
  return (
    <Card aria-label="Last reconciliation">
      <CardHead
        title="Last reconciliation"
        note={
          <Link href="/compliance/reconciliations" className="text-accent-text hover:underline">
            All of them, and sign-off
          </Link>
        }
      />
      <ul className="divide-y border-t">
        {stores.map(({ id, name }) => (
          <li key={id} className="flex flex-col gap-2 px-4 py-3">
            <Last name={name} run={runs.find((run) => run.storeId === id)} />
            <CompareNow storeId={id} storeName={name} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Last = ({ name, run }: { name: string; run: Run | undefined }) => (
  <>
    <div>
      <h3 className="text-sm font-medium">{name}</h3>
      <p className="text-xs text-muted">
        {run === undefined ? (
          'Never compared. Connect a till and the state’s register, or compare what there is.'
        ) : (
          <>
            <Ago at={run.finishedAt ?? run.requestedAt} /> · {count(run.packages)} packages ·{' '}
            {count(run.standing)} open
          </>
        )}
      </p>
    </div>
    {run !== undefined && <SourceLines run={run} />}
  </>
)
