import type { Metadata } from 'next'
import { transfersQuery } from '@/features/compliance/transfers/queries'
import { TransfersScreen } from '@/features/compliance/transfers/transfers-screen'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Transfers' }

const Page = async ({ searchParams }: PageInput) => {
  const query = transfersQuery(one((await searchParams)['show']), await chosenStoreId())
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/transfers', params: { query }, first: true }]}>
        <TransfersScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
