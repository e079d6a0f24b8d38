import type { Metadata } from 'next'
import { ValuationReport } from '@/features/reports/valuation-report'

export const metadata: Metadata = { title: 'Stock value' }

const Page = () => <ValuationReport />

export default Page
