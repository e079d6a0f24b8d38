import type { Metadata } from 'next'
import { ConnectionsSettings } from '@/features/connections/connections-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Connections' }

const Page = () => (
  <Allowed permission="connections.read">
    <ConnectionsSettings />
  </Allowed>
)

export default Page
