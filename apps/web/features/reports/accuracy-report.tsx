'use client'

import { useQuery } from '@tanstack/react-query'
import { Card, CardHead } from '@/components/ui/card'
import { Screen, Stat } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { PeopleScore } from '@/features/overrides/people-score'
import type { AccuracySummary } from '@/lib/contract'
import { count, percent } from '@/lib/format'
import { useStoreChoice } from '@/lib/me'
import { question } from '@/lib/question'
import { modelName } from '@/lib/words'
import { AccuracyInUse } from './accuracy-in-use'
import { ReportTabs } from './report-tabs'

/** How good the present forecasts were on the past, over all products and by model. */
export const AccuracyReport = () => {
  const store = useStoreChoice()
  const { data, error, refetch } = useQuery(
    question('/forecasts/accuracy', { query: { storeId: store?.id } }),
  )
  return (
    <Screen title="Reports">
      <ReportTabs />
      {data === undefined ? (
        <Card>
          {error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      ) : data.products === 0 ? (
        <Card>
          <EmptyState title="No forecasts yet">They come with 30 days of sales.</EmptyState>
        </Card>
      ) : (
        <>
          <Summary data={data} />
          <AccuracyInUse />
          <PeopleScore />
        </>
      )}
    </Screen>
  )
}

const Summary = ({ data }: { data: AccuracySummary }) => (
  <>
    <Card>
      <dl className="grid grid-cols-2 gap-4 p-4 lg:grid-cols-4">
        <Stat
          label="Products forecast"
          value={count(data.products)}
          note={`${count(data.notEnoughHistory)} without enough history`}
        />
        <Stat label="Off by (WAPE)" value={percent(data.wape)} note="of all units sold, day by day" />
        <Stat
          label="Better than last week"
          value={percent(data.skill)}
          note="of the error of repeating last week removed"
        />
        <Stat label="Inside the range" value={percent(data.coverage)} note="promised: 80 %" />
      </dl>
    </Card>
    <Card>
      <CardHead title="By model" note="Each product uses the model that did best on its own past" />
      <table className="w-full text-sm">
        <thead className="text-xs text-muted">
          <tr className="border-y">
            <th scope="col" className="py-2 pl-4 text-left font-medium">
              Model
            </th>
            <th scope="col" className="px-3 text-right font-medium">
              Products
            </th>
            <th scope="col" className="px-3 text-right font-medium">
              Off by
            </th>
            <th scope="col" className="pr-4 pl-3 text-right font-medium">
              Better than last week
            </th>
          </tr>
        </thead>
        <tbody>
          {data.models.map((model) => (
            <tr key={model.model} className="border-b last:border-0">
              <td className="py-2 pl-4">{modelName(model.model)}</td>
              <td className="num px-3 text-right">{count(model.products)}</td>
              <td className="num px-3 text-right">{percent(model.wape)}</td>
              <td className="num pr-4 pl-3 text-right">{percent(model.skill)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  </>
)
