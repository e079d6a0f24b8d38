import type { Metadata } from 'next'
import { OrderPage } from '@/features/orders/order-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Purchase order' }

const Page = async ({ params }: PageInput<{ id: string }>) => {
  const { id } = await params
  return (
    <Allowed permission="purchasing.read">
      <Prefetch asks={[{ path: '/purchase-orders/{id}', params: { path: { id } } }]}>
        <OrderPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
