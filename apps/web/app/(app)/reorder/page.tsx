import type { Metadata } from 'next'
import { reorderQuery } from '@/features/reorder/queries'
import { ReorderScreen } from '@/features/reorder/reorder-screen'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Reorder' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const query = reorderQuery(
    { search: one(search['search']), vendorId: one(search['vendorId']), status: one(search['status']) },
    await chosenStoreId(),
  )
  return (
    <Allowed permission="purchasing.read">
      <Prefetch asks={[{ path: '/reorder', params: { query }, first: true }]}>
        <ReorderScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
