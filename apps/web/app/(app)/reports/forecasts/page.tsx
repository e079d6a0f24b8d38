import type { Metadata } from 'next'
import { AccuracyReport } from '@/features/reports/accuracy-report'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Forecast accuracy' }

const Page = () => (
  <Allowed permission="forecasts.read">
    <AccuracyReport />
  </Allowed>
)

export default Page
