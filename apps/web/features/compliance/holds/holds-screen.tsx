'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Lock, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { useCommand } from '@/features/settings/use-command'
import { useCan, useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { HeldTotals } from './held-totals'
import { goodsOf, holdColumns } from './hold-columns'
import { PlaceHold } from './place-hold'
import { holdsList, STALE_HOLDS, type Hold } from './queries'
import { ReasonDialog } from './reason-dialog'
import { useHeldGoods } from './use-held-goods'

/** What may not be sold, why, and what it is worth. */
export const HoldsScreen = () => {
  const { get, set } = useFilters()
  const { stores } = useMe()
  const store = useStoreChoice()
  const mayHold = useCan('inventory.hold')
  const [placing, setPlacing] = useState(false)
  const [lifting, setLifting] = useState<Hold | null>(null)
  const all = get('show') === 'all'
  const query = useInfiniteQuery({ ...holdsList(all, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const held = useHeldGoods(rows)
  const columns = holdColumns({
    showStore: store === null && stores.length > 1,
    held,
    onLift: mayHold ? setLifting : null,
  })
  const place = mayHold && (
    <Button variant="primary" onClick={() => setPlacing(true)}>
      <Plus /> Hold goods
    </Button>
  )
  return (
    <ComplianceScreen
      note="Goods that are in stock and may not be sold"
      actions={
        <>
          <ExportMenu of={holdsList(all, store?.id)} />
          {place}
        </>
      }
    >
      <Card>
        <div className="border-b p-3">
          <Segmented
            label="Show"
            value={all ? 'all' : 'standing'}
            onChange={(value) => set({ show: value === 'all' ? 'all' : null })}
            options={[
              { value: 'standing', label: 'In place' },
              { value: 'all', label: 'Lifted too' },
            ]}
          />
        </div>
        {query.data === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Lock} title={all ? 'Nothing was ever held' : 'Nothing is held'} action={place}>
            Hold a package, a lot or a whole product when something may be wrong with it: it stays in stock
            and cannot be sold.
          </EmptyState>
        ) : (
          <>
            <div className="border-b">
              <HeldTotals holds={rows} held={held} more={query.hasNextPage} />
            </div>
            <DataTable
              caption="Holds"
              columns={columns}
              rows={rows}
              keyOf={keyOf}
              rowHeight={53}
              more={{
                has: query.hasNextPage,
                busy: query.isFetchingNextPage,
                fetch: () => void query.fetchNextPage(),
              }}
            />
          </>
        )}
      </Card>
      {placing && <PlaceHold onClose={() => setPlacing(false)} />}
      {lifting !== null && <LiftHold hold={lifting} onClose={() => setLifting(null)} />}
    </ComplianceScreen>
  )
}

const keyOf = (row: Hold): string => row.id

const LiftHold = ({ hold, onClose }: { hold: Hold; onClose: () => void }) => {
  const lift = useCommand('POST /holds/{id}/lift', { stale: STALE_HOLDS, done: 'Lifted', after: onClose })
  return (
    <ReasonDialog
      title="Lift the hold"
      description={
        <>
          On <span className="break-all">{goodsOf(hold)}</span>, held for: {hold.reason}. Another hold on the
          same goods keeps them held.
        </>
      }
      label="Why it may be sold again"
      action="Lift the hold"
      busy={lift.isPending}
      error={lift.fields['reason']}
      onClose={onClose}
      onSubmit={(reason) => lift.mutate({ body: { reason }, path: { id: hold.id } })}
    />
  )
}
