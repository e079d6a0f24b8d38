import type { Metadata } from 'next'
import { ProductsScreen } from '@/features/products/products-screen'
import { productsQuery } from '@/features/products/queries'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Products' }

const Page = async ({ searchParams }: PageInput) => {
  const search = await searchParams
  const filter = (name: string): string => one(search[name])
  const query = productsQuery(
    {
      search: filter('search'),
      category: filter('category'),
      status: filter('status'),
      vendorId: filter('vendorId'),
      sort: filter('sort'),
      show: filter('show'),
    },
    await chosenStoreId(),
  )
  return (
    <Allowed permission="products.read">
      <Prefetch asks={[{ path: '/products', params: { query }, first: true }]}>
        <ProductsScreen />
      </Prefetch>
    </Allowed>
  )
}

export default Page
