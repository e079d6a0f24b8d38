import type { Metadata } from 'next'
import { InspectionScreen } from '@/features/compliance/inspection/inspection-screen'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Inspection' }

const Page = () => (
  <Allowed permission="compliance.view">
    <InspectionScreen />
  </Allowed>
)

export default Page
