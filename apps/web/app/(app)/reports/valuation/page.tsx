import type { Metadata } from 'next'
import { ValuationReport } from '@/features/reports/valuation-report'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Stock value' }

const Page = () => (
  <Allowed permission="reports.read">
    <ValuationReport />
  </Allowed>
)

export default Page
