import type { Metadata } from 'next'
import { ImportScreen } from '@/features/imports/import-screen'
import { Allowed } from '@/lib/allowed'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Import' }

const Page = () => (
  <Allowed permission="imports.read">
    <Prefetch asks={[{ path: '/imports', params: { query: { limit: 25 } }, first: true }]}>
      <ImportScreen />
    </Prefetch>
  </Allowed>
)

export default Page
