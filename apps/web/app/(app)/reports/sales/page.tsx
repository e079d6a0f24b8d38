import type { Metadata } from 'next'
import { SalesReport } from '@/features/reports/sales-report'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Sales report' }

const Page = () => (
  <Allowed permission="reports.read">
    <SalesReport />
  </Allowed>
)

export default Page
