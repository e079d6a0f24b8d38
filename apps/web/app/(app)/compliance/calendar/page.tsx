import type { Metadata } from 'next'
import { CalendarScreen } from '@/features/compliance/calendar/calendar-screen'
import { calendarQuery } from '@/features/compliance/calendar/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId, myself } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Calendar' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const { stores } = await myself()
  const alone = stores.filter(({ active }) => active).length === 1
  const storeId = alone ? undefined : await chosenStoreId()
  const query = calendarQuery(
    { kind: one(search['kind']), status: one(search['status']), due: one(search['due']) },
    storeId,
  )
  return (
    <Allowed permission="compliance.view">
      <Prefetch
        asks={[
          { path: '/compliance/credentials', params: { query }, first: true },
          { path: '/compliance/credentials/due', params: { query: { storeId } } },
        ]}
      >
        <CalendarScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
