'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Card, CardHead } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { MergeDialog } from './merge-dialog'
import { PairRow } from './pair-row'
import { duplicateList, type Pair } from './queries'
import { useMerging } from './use-merging'

/** Products that may stand twice in the catalogue: merge them, or say that they are different. */
export const DuplicatesScreen = () => {
  const { data, error, refetch } = useQuery(duplicateList())
  const mayEdit = useCan('products.edit')
  const [merging, setMerging] = useState<Pair | null>(null)
  const { dismiss } = useMerging()
  return (
    <Screen
      title="Duplicate products"
      note="One product with two codes splits its sales and stock"
      back={<Back />}
    >
      <Card>
        {data === undefined ? (
          error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : data.items.length === 0 ? (
          <EmptyState icon={CircleCheck} title="No duplicates found">
            Products are compared by name, size, brand, strain and barcode.
          </EmptyState>
        ) : (
          <>
            <CardHead
              title={`${count(data.total)} ${data.total === 1 ? 'pair' : 'pairs'} to check`}
              note={
                data.total > data.items.length
                  ? `The ${count(data.items.length)} likeliest are shown`
                  : 'The likeliest first'
              }
            />
            <ul aria-label="Pairs that may be one product" className="divide-y border-t">
              {data.items.map((pair) => (
                <PairRow
                  key={`${pair.first.id} ${pair.second.id}`}
                  pair={pair}
                  mayEdit={mayEdit}
                  busy={dismiss.isPending}
                  onMerge={() => setMerging(pair)}
                  onDismiss={() => dismiss.mutate({ productId: pair.first.id, otherId: pair.second.id })}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
      {merging !== null && <MergeDialog pair={merging} onClose={() => setMerging(null)} />}
    </Screen>
  )
}

const Back = () => (
  <Link href="/products" className="mb-0.5 inline-flex items-center text-xs text-muted hover:text-text">
    <ChevronLeft className="size-3.5" aria-hidden /> Products
  </Link>
)
