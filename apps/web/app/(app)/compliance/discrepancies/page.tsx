import type { Metadata } from 'next'
import { DiscrepanciesScreen } from '@/features/compliance/discrepancies/discrepancies-screen'
import { discrepanciesQuery, filtersOf } from '@/features/compliance/discrepancies/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Discrepancies' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const query = discrepanciesQuery(
    filtersOf((name) => one(search[name])),
    await chosenStoreId(),
  )
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/discrepancies', params: { query }, first: true }]}>
        <DiscrepanciesScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
