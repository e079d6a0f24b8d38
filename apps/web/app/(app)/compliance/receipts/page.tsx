import type { Metadata } from 'next'
import { ReceiptsScreen } from '@/features/compliance/receipts/receipts-screen'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Receipts' }

const Page = () => (
  <Allowed permission="compliance.view">
    <ReceiptsScreen />
  </Allowed>
)

export default Page
