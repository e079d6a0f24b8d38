import type { Metadata } from 'next'
import { AlertsScreen } from '@/features/alerts/alerts-screen'
import { alertsQuery } from '@/features/alerts/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Alerts' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const query = alertsQuery({ state: one(search['state']), kind: one(search['kind']) }, await chosenStoreId())
  return (
    <Allowed permission="alerts.read">
      <Prefetch asks={[{ path: '/alerts', params: { query }, first: true }]}>
        <AlertsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
