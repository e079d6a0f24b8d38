import type { Metadata } from 'next'
import { WorkSettings } from '@/features/settings/work-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Background work' }

const Page = () => (
  <Allowed permission="jobs.read">
    <WorkSettings />
  </Allowed>
)

export default Page
