import type { Metadata } from 'next'
import { DuplicatesScreen } from '@/features/duplicates/duplicates-screen'
import { DUPLICATES_SHOWN } from '@/features/duplicates/queries'
import { Allowed } from '@/lib/allowed'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Duplicate products' }

const Page = () => (
  <Allowed permission="products.read">
    <Prefetch asks={[{ path: '/products/duplicates', params: { query: { limit: DUPLICATES_SHOWN } } }]}>
      <DuplicatesScreen />
    </Prefetch>
  </Allowed>
)

export default Page
