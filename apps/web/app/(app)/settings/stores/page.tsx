import type { Metadata } from 'next'
import { StoresSettings } from '@/features/settings/stores-settings'

export const metadata: Metadata = { title: 'Stores' }

const Page = () => <StoresSettings />

export default Page
