import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Dashboard } from '@/features/dashboard/dashboard'
import { chosenStoreId, myself } from '@/lib/chosen-store'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Dashboard' }

const Page = async () => {
  const { permissions } = await myself()
  if (!permissions.includes('reports.read')) redirect('/products')
  const storeId = await chosenStoreId()
  return (
    <Prefetch
      asks={[{ path: '/dashboard', params: { query: { storeId } } }, { path: '/forecast-runs/latest' }]}
    >
      <Dashboard />
    </Prefetch>
  )
}

export default Page
