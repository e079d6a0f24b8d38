import type { Metadata } from 'next'
import { DestructionsScreen } from '@/features/compliance/destructions/destructions-screen'
import { destructionsQuery, footageQuery } from '@/features/compliance/destructions/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Destructions' }

const Page = async ({ searchParams }: PageInput) => {
  const recallId = one((await searchParams)['recall'])
  const storeId = await chosenStoreId()
  return (
    <Allowed permission="stock.read">
      <Prefetch
        asks={[
          { path: '/destructions', params: { query: destructionsQuery(recallId, storeId) }, first: true },
          { path: '/footage/ending', params: { query: footageQuery(storeId) } },
          { path: '/footage-settings' },
        ]}
      >
        <DestructionsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
