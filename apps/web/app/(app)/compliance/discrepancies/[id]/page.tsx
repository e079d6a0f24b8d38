import type { Metadata } from 'next'
import { DiscrepancyPage } from '@/features/compliance/discrepancies/discrepancy-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Discrepancy' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/discrepancies/{id}', params: { path: { id } } }]}>
        <DiscrepancyPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
