import type { Metadata } from 'next'
import { forecastParams } from '@/features/product/queries'
import { ProductPage } from '@/features/product/product-page'
import { Allowed } from '@/lib/allowed'
import { chosenStoreId, myself } from '@/lib/chosen-store'
import { one, type PageInput } from '@/lib/page'
import { Prefetch } from '@/lib/prefetch'

export const metadata: Metadata = { title: 'Product' }

const Page = async ({ params, searchParams }: PageInput<{ id: string }>) => {
  const { id } = await params
  const stores = (await myself()).stores.filter((store) => store.active)
  const wanted = one((await searchParams)['store'])
  const chosen = await chosenStoreId()
  const storeId = (
    stores.find((store) => store.id === wanted) ??
    stores.find((store) => store.id === chosen) ??
    stores[0]
  )?.id
  return (
    <Allowed permission="products.read">
      <Prefetch
        asks={[
          { path: '/products/{id}', params: { path: { id } } },
          ...(storeId === undefined
            ? []
            : [
                {
                  path: '/stores/{storeId}/products/{id}/forecast' as const,
                  params: forecastParams(storeId, id),
                },
                {
                  path: '/stores/{storeId}/products/{id}/reorder' as const,
                  params: { path: { storeId, id } },
                },
                { path: '/stores/{storeId}/products/{id}/stock' as const, params: { path: { storeId, id } } },
              ]),
        ]}
      >
        <ProductPage id={id} />
      </Prefetch>
    </Allowed>
  )
}

export default Page
