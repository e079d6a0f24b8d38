import type { Metadata } from 'next'
import { SalesReport } from '@/features/reports/sales-report'

export const metadata: Metadata = { title: 'Sales report' }

const Page = () => <SalesReport />

export default Page
