import type { Metadata } from 'next'
import { OrdersScreen } from '@/features/orders/orders-screen'
import { ordersQuery } from '@/features/orders/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Purchase orders' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const query = ordersQuery(
    { status: one(search['status']), vendorId: one(search['vendorId']) },
    await chosenStoreId(),
  )
  return (
    <Allowed permission="purchasing.read">
      <Prefetch asks={[{ path: '/purchase-orders', params: { query }, first: true }]}>
        <OrdersScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
