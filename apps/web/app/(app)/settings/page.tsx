import type { Metadata } from 'next'
import { OrganizationSettings } from '@/features/settings/organization-settings'

export const metadata: Metadata = { title: 'Settings' }

const Page = () => <OrganizationSettings />

export default Page
