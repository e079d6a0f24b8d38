import type { Metadata } from 'next'
import { PeopleSettings } from '@/features/settings/people-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'People' }

const Page = () => (
  <Allowed permission="people.read">
    <PeopleSettings />
  </Allowed>
)

export default Page
