import type { Metadata } from 'next'
import { PlanningSettings } from '@/features/settings/planning-settings'

export const metadata: Metadata = { title: 'Planning' }

const Page = () => <PlanningSettings />

export default Page
