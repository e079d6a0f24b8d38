import type { Metadata } from 'next'
import { RulesScreen } from '@/features/compliance/rules/rules-screen'
import { usualState } from '@/features/compliance/rules/states'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId, myself } from '@/lib/chosen-store'
import { todayIn } from '@/lib/day'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Rules' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const { stores } = await myself()
  const storeId = await chosenStoreId()
  const zone = stores.find(({ id }) => id === storeId)?.timeZone ?? stores[0]?.timeZone ?? 'UTC'
  const query = {
    state: one(search['state']) || usualState(storeId, stores),
    day: one(search['day']) || todayIn(zone),
  }
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/rules', params: { query } }]}>
        <RulesScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
