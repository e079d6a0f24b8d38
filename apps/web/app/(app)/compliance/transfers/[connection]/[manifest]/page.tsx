import type { Metadata } from 'next'
import { DeliveryPage } from '@/features/compliance/transfers/delivery-page'
import { Allowed } from '@/lib/allowed'
import type { PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Delivery' }

const Page = async ({ params }: PageInput<{ connection: string; manifest: string }>) => {
  const { connection, manifest } = await params
  const query = { connectionId: connection, externalId: decodeURIComponent(manifest) }
  return (
    <Allowed permission="compliance.view">
      <Prefetch asks={[{ path: '/compliance/transfers/one', params: { query } }]}>
        <DeliveryPage {...query} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
