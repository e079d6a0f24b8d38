import type { Metadata } from 'next'
import { VendorsSettings } from '@/features/settings/vendors-settings'

export const metadata: Metadata = { title: 'Vendors' }

const Page = () => <VendorsSettings />

export default Page
