import type { Metadata } from 'next'
import { ExpiryScreen } from '@/features/expiry/expiry-screen'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Expiry' }

const Page = () => (
  <Allowed permission="purchasing.read">
    <ExpiryScreen />
  </Allowed>
)

export default Page
