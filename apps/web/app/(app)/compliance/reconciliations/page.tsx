import type { Metadata } from 'next'
import { runsQuery } from '@/features/compliance/reconciliations/queries'
import { ReconciliationsScreen } from '@/features/compliance/reconciliations/reconciliations-screen'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Reconciliations' }

const Page = async () => {
  const query = runsQuery(await chosenStoreId())
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/reconciliations', params: { query }, first: true }]}>
        <ReconciliationsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
