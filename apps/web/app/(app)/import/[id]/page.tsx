import type { Metadata } from 'next'
import { ImportPage } from '@/features/imports/import-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Import' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="imports.read">
      <Prefetch asks={[{ path: '/imports/{id}', params: { path: { id } } }]}>
        <ImportPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
