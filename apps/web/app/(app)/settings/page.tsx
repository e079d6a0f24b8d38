import type { Metadata } from 'next'
import { OrganizationSettings } from '@/features/settings/organization-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Settings' }

const Page = () => (
  <Allowed permission="organization.read">
    <OrganizationSettings />
  </Allowed>
)

export default Page
