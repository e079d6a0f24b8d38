import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { HomeScreen } from '@/features/compliance/home/home-screen'
import { dueQuery } from '@/features/compliance/home/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId, myself } from '@/lib/chosen-store'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Compliance' }

/** The area opens on what is due. */
const Page = async () => {
  const { stores, permissions } = await myself()
  // who only counts begins with the counts
  if (!permissions.includes('compliance.view')) redirect('/compliance/counts')
  const alone = stores.filter(({ active }) => active).length === 1
  const query = dueQuery(alone ? undefined : await chosenStoreId())
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/due', params: { query } }]}>
        <HomeScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
