import type { Metadata } from 'next'
import { SessionPage } from '@/features/compliance/counts/session-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Count' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="stock.read">
      <Prefetch asks={[{ path: '/count-sessions/{id}', params: { path: { id } } }]}>
        <SessionPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
