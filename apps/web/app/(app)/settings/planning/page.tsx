import type { Metadata } from 'next'
import { PlanningSettings } from '@/features/settings/planning-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Planning' }

const Page = () => (
  <Allowed permission="purchasing.read">
    <PlanningSettings />
  </Allowed>
)

export default Page
