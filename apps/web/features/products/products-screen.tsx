'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { PackageSearch } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { useCan, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { productColumns } from './product-columns'
import { ProductFiltersBar } from './product-filters'
import { ProductPanel } from './product-panel'
import { productList, type ProductFilters } from './queries'

const filtersFrom = (get: (name: string) => string): ProductFilters => ({
  search: get('search'),
  category: get('category'),
  status: get('status'),
  vendorId: get('vendorId'),
  sort: get('sort'),
  show: get('show'),
})

/** Every product with how it stands. */
export const ProductsScreen = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  const filters = filtersFrom(get)
  const mayEdit = useCan('products.edit')
  const [editing, setEditing] = useState<string | null>(null)
  const query = useInfiniteQuery({ ...productList(filters, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const columns = useMemo(
    () => productColumns(store?.id ?? null, mayEdit ? setEditing : null),
    [store, mayEdit],
  )
  const filtered = Object.entries(filters).some(([name, value]) => name !== 'sort' && value !== '')
  return (
    <Screen
      title="Products"
      actions={
        <>
          <Button asChild>
            <Link href="/products/duplicates">Find duplicates</Link>
          </Button>
          <ExportMenu of={productList(filters, store?.id)} />
        </>
      }
    >
      <Card>
        <ProductFiltersBar filters={filters} onChange={set} />
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={14} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <Nothing filtered={filtered} clear={() => set(CLEAR)} />
        ) : (
          <div className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
            <DataTable
              caption="Products"
              columns={columns}
              rows={rows}
              keyOf={keyOf}
              activeKey={editing}
              sort={{ value: filters.sort === '' ? 'risk' : filters.sort, onChange: (sort) => set({ sort }) }}
              onRow={(row) => setEditing(row.id)}
              rowHeight={49}
              more={{
                has: query.hasNextPage,
                busy: query.isFetchingNextPage,
                fetch: () => void query.fetchNextPage(),
              }}
            />
          </div>
        )}
        {query.isFetchingNextPage && <SkeletonRows rows={2} />}
      </Card>
      <ProductPanel id={editing} onClose={() => setEditing(null)} />
    </Screen>
  )
}

const keyOf = (row: { id: string }): string => row.id
const CLEAR = { search: null, category: null, status: null, vendorId: null, show: null }

const Nothing = ({ filtered, clear }: { filtered: boolean; clear: () => void }) =>
  filtered ? (
    <EmptyState
      icon={PackageSearch}
      title="No product fits these filters"
      action={<Button onClick={clear}>Clear filters</Button>}
    />
  ) : (
    <EmptyState
      icon={PackageSearch}
      title="No products yet"
      action={
        <Button asChild variant="primary">
          <Link href="/import">Import a file</Link>
        </Button>
      }
    >
      Products come with the first sales or product file.
    </EmptyState>
  )
