import type { Metadata } from 'next'
import { WorkSettings } from '@/features/settings/work-settings'

export const metadata: Metadata = { title: 'Background work' }

const Page = () => <WorkSettings />

export default Page
