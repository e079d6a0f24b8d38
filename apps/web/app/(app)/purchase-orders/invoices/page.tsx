import type { Metadata } from 'next'
import { InvoicesScreen } from '@/features/invoices/invoices-screen'
import { invoicesQuery } from '@/features/invoices/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Invoices' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const query = invoicesQuery(
    { status: one(search['status']), vendorId: one(search['vendorId']) },
    await chosenStoreId(),
  )
  return (
    <Allowed permission="purchasing.read">
      <Prefetch asks={[{ path: '/vendor-invoices', params: { query }, first: true }]}>
        <InvoicesScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
