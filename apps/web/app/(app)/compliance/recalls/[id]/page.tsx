import type { Metadata } from 'next'
import { RecallPage } from '@/features/compliance/recalls/recall-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Recall' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="inventory.recall">
      <Prefetch asks={[{ path: '/recalls/{id}', params: { path: { id } } }]}>
        <RecallPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
