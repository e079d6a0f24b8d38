import type { Metadata } from 'next'
import { ImportScreen } from '@/features/imports/import-screen'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Import' }

const Page = () => (
  <Prefetch asks={[{ path: '/imports', params: { query: { limit: 25 } }, first: true }]}>
    <ImportScreen />
  </Prefetch>
)

export default Page
