'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Card } from '@/components/ui/card'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useStoreFilter } from '../calendar/use-store-filter'
import { ComplianceScreen } from '../compliance-tabs'
import { WATCHED_MS } from '../discrepancies/queries'
import { DueFigures } from './due-figures'
import { DueList } from './due-list'
import { LastComparisons } from './last-comparisons'
import { dueNow } from './queries'

/** What compliance has to do now, in order, and how far it can be trusted. */
export const HomeScreen = () => {
  const storeId = useStoreFilter()
  const { data, error, refetch } = useQuery({
    ...dueNow(storeId),
    placeholderData: keepPreviousData,
    refetchInterval: WATCHED_MS,
  })
  return (
    <ComplianceScreen note="What is due, in order">
      {data === undefined ? (
        <Card>
          {error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      ) : (
        <>
          <DueFigures due={data} />
          <div className="grid grid-cols-[1fr_22rem] items-start gap-4 max-lg:grid-cols-1">
            <DueList due={data} />
            <LastComparisons runs={data.lastRuns} storeId={storeId} />
          </div>
        </>
      )}
    </ComplianceScreen>
  )
}
