import type { Metadata } from 'next'
import { VendorsReport } from '@/features/reports/vendors-report'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Vendors report' }

const Page = () => (
  <Allowed permission="purchasing.read">
    <VendorsReport />
  </Allowed>
)

export default Page
