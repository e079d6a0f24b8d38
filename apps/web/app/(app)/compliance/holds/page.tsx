import type { Metadata } from 'next'
import { HoldsScreen } from '@/features/compliance/holds/holds-screen'
import { holdsQuery } from '@/features/compliance/holds/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Holds' }

const Page = async ({ searchParams }: PageInput) => {
  const all = one((await searchParams)['show']) === 'all'
  const query = holdsQuery(all, await chosenStoreId())
  return (
    <Allowed permission="stock.read">
      <Prefetch asks={[{ path: '/holds', params: { query }, first: true }]}>
        <HoldsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
