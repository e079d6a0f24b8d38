import type { Metadata } from 'next'
import { AccuracyReport } from '@/features/reports/accuracy-report'

export const metadata: Metadata = { title: 'Forecast accuracy' }

const Page = () => <AccuracyReport />

export default Page
