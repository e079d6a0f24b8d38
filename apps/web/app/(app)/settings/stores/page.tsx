import type { Metadata } from 'next'
import { StoresSettings } from '@/features/settings/stores-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Stores' }

const Page = () => (
  <Allowed permission="organization.read">
    <StoresSettings />
  </Allowed>
)

export default Page
