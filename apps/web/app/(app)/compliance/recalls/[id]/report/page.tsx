import type { Metadata } from 'next'
import { RecallReport } from '@/features/compliance/recalls/recall-report'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Recall report' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="inventory.recall">
      <Prefetch asks={[{ path: '/recalls/{id}', params: { path: { id } } }]}>
        <RecallReport id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
