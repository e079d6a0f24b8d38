'use client'

import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { ErrorState, Skeleton } from '@/components/ui/states'
import type { Dashboard as Figures } from '@/lib/contract'
import { day } from '@/lib/format'
import { useCan, useStoreChoice } from '@/lib/me'
import { ExceptionsCard } from './exceptions-card'
import { Freshness } from './freshness'
import { Onboarding } from './onboarding'
import { OrdersCard } from './orders-card'
import { dashboardOf } from './queries'
import { SalesCard } from './sales-card'
import { StockCard } from './stock-card'
import { Totals } from './totals'

/** The screen to open every morning. */
export const Dashboard = () => {
  const store = useStoreChoice()
  const { data, error, refetch } = useQuery({ ...dashboardOf(store?.id), refetchInterval: 60_000 })
  const mayImport = useCan('imports.run')
  return (
    <Screen
      title={store?.name ?? 'All stores'}
      note={data?.asOf == null ? 'No sales yet' : `Sales known through ${day(data.asOf)}`}
      actions={
        mayImport && (
          <Button asChild>
            <Link href="/import">
              <Upload /> Import a file
            </Link>
          </Button>
        )
      }
    >
      <Onboarding dashboard={data} />
      {data !== undefined ? (
        hasAnything(data) && <Content data={data} />
      ) : error !== null ? (
        <Card>
          <ErrorState error={error} retry={() => void refetch()} />
        </Card>
      ) : (
        <Waiting />
      )}
    </Screen>
  )
}

/** A new shop sees its first steps alone, not a screen of zeros. */
const hasAnything = (data: Figures): boolean =>
  data.asOf !== null || Object.values(data.stockHealth.counts).some((count) => count > 0)

const Content = ({ data }: { data: Figures }) => (
  <>
    <Totals data={data} />
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <SalesCard data={data} />
      <div className="flex flex-col gap-4">
        <StockCard health={data.stockHealth} />
        <OrdersCard orders={data.openOrders} />
      </div>
    </div>
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <ExceptionsCard alerts={data.exceptions} />
      <Freshness lastImport={data.imports} />
    </div>
  </>
)

const Waiting = () => (
  <div
    role="status"
    aria-label="Loading"
    className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]"
  >
    <Skeleton className="h-20 lg:col-span-2" />
    <Skeleton className="h-80" />
    <Skeleton className="h-80" />
    <Skeleton className="h-64" />
    <Skeleton className="h-64" />
  </div>
)
