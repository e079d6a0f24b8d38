import type { Metadata } from 'next'
import { SheetPage } from '@/features/compliance/counts/sheet-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Count' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="stock.count">
      <Prefetch asks={[{ path: '/count-sessions/{id}', params: { path: { id } } }]}>
        <SheetPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
