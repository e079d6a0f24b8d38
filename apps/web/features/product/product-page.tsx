'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ClipboardCheck, Pencil } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Select } from '@/components/ui/input'
import { Screen } from '@/components/ui/page'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { MergesCard } from '@/features/duplicates/merges-card'
import { ForecastChangeCard } from '@/features/forecasts/change-card'
import { OverridesCard } from '@/features/overrides/overrides-card'
import { ProductPanel } from '@/features/products/product-panel'
import { productOf } from '@/features/products/queries'
import type { Product, Store } from '@/lib/contract'
import { useCan, useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { categoryName } from '@/lib/words'
import { AccuracyCard } from './accuracy-card'
import { ChangesCard } from './changes-card'
import { ComponentsCard } from './components-card'
import { CountDialog } from './count-dialog'
import { ForecastCard } from './forecast-card'
import { LotsCard } from './lots-card'
import { MovementsCard } from './movements-card'
import { ProductFacts } from './product-facts'
import { ReasonCard } from './reason-card'
import { TimelineCard } from './timeline-card'

/** Everything known of a product in a store: what sells, what is there, what to order, and how sure that is. */
export const ProductPage = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(productOf(id))
  const stores = useMe().stores.filter((store) => store.active)
  const chosen = useStoreChoice()
  const { get } = useFilters()
  const store = stores.find((one) => one.id === get('store')) ?? chosen ?? stores[0]
  if (data === undefined || store === undefined)
    return (
      <Screen title="Product" back={<Back />}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return <Content key={store.id} product={data} store={store} stores={stores} />
}

const Back = () => (
  <Link href="/products" className="mb-0.5 inline-flex items-center text-xs text-muted hover:text-text">
    <ChevronLeft className="size-3.5" aria-hidden /> Products
  </Link>
)

const Content = ({
  product,
  store,
  stores,
}: {
  product: Product
  store: Store
  stores: readonly Store[]
}) => {
  const [open, setOpen] = useState<'edit' | 'count' | null>(null)
  const mayEdit = useCan('products.edit')
  const mayCount = useCan('stock.count')
  const close = (): void => setOpen(null)
  return (
    <Screen
      back={<Back />}
      title={
        <span className="flex flex-wrap items-center gap-2.5">
          {product.name}
          {!product.active && <Badge>Not sold any more</Badge>}
          {product.isService && <Badge>Fee or service</Badge>}
        </span>
      }
      note={dotted(
        product.sku,
        categoryName(product.category),
        product.brand,
        product.strain,
        product.strainType,
      )}
      actions={
        <>
          {stores.length > 1 && <StoreChoice store={store} stores={stores} />}
          {mayCount && !product.isService && (
            <Button onClick={() => setOpen('count')}>
              <ClipboardCheck /> Count
            </Button>
          )}
          {mayEdit && (
            <Button onClick={() => setOpen('edit')}>
              <Pencil /> Edit
            </Button>
          )}
        </>
      }
    >
      <ProductFacts product={product} storeId={store.id} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ForecastCard productId={product.id} storeId={store.id} unit={product.unit} />
          <TimelineCard productId={product.id} store={store} unit={product.unit} />
          <ComponentsCard productId={product.id} storeId={store.id} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ReasonCard productId={product.id} storeId={store.id} />
          <OverridesCard productId={product.id} storeId={store.id} />
          <ForecastChangeCard productId={product.id} storeId={store.id} />
          <AccuracyCard productId={product.id} storeId={store.id} />
          <LotsCard product={product} store={store} />
          <MovementsCard product={product} store={store} />
          <MergesCard productId={product.id} />
          <ChangesCard productId={product.id} />
        </div>
      </div>
      <ProductPanel id={open === 'edit' ? product.id : null} onClose={close} />
      {open === 'count' && <CountDialog product={product} store={store} onClose={close} />}
    </Screen>
  )
}

const StoreChoice = ({ store, stores }: { store: Store; stores: readonly Store[] }) => {
  const { set } = useFilters()
  return (
    <Select
      aria-label="Store"
      value={store.id}
      onChange={(event) => set({ store: event.target.value })}
      className="w-auto"
    >
      {stores.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}
