import type { Metadata } from 'next'
import { AuditSettings } from '@/features/settings/audit-settings'

export const metadata: Metadata = { title: 'Audit trail' }

const Page = () => <AuditSettings />

export default Page
