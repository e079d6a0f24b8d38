import type { Metadata } from 'next'
import { CountsScreen } from '@/features/compliance/counts/counts-screen'
import { sessionsQuery } from '@/features/compliance/counts/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Counts' }

const Page = async ({ searchParams }: PageInput) => {
  const query = sessionsQuery(one((await searchParams)['status']), await chosenStoreId())
  return (
    <Allowed permission="stock.read">
      <Prefetch asks={[{ path: '/count-sessions', params: { query }, first: true }]}>
        <CountsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
