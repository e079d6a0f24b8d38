import type { Metadata } from 'next'
import { recallsQuery } from '@/features/compliance/recalls/queries'
import { RecallsScreen } from '@/features/compliance/recalls/recalls-screen'
import { Allowed } from '@/lib/allowed'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Recalls' }

const Page = async ({ searchParams }: PageInput) => {
  const query = recallsQuery(one((await searchParams)['show']))
  return (
    <Allowed permission="inventory.recall">
      <Prefetch asks={[{ path: '/recalls', params: { query }, first: true }]}>
        <RecallsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
