import type { Metadata } from 'next'
import { ReplayPage } from '@/features/compliance/replay/replay-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Package' }

const Page = async ({ params }: PageInput<{ store: string; tag: string }>) => {
  const { store, tag } = await params
  const query = { storeId: store, tag: decodeURIComponent(tag) }
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/replay', params: { query } }]}>
        <ReplayPage {...query} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
