import type { Metadata } from 'next'
import { AuditSettings } from '@/features/settings/audit-settings'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Audit trail' }

const Page = () => (
  <Allowed permission="audit.read">
    <AuditSettings />
  </Allowed>
)

export default Page
