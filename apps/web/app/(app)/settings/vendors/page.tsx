import type { Metadata } from 'next'
import { VendorsSettings } from '@/features/settings/vendors-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Vendors' }

const Page = () => (
  <Allowed permission="vendors.read">
    <VendorsSettings />
  </Allowed>
)

export default Page
