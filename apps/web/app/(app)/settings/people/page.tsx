import type { Metadata } from 'next'
import { PeopleSettings } from '@/features/settings/people-settings'

export const metadata: Metadata = { title: 'People' }

const Page = () => <PeopleSettings />

export default Page
