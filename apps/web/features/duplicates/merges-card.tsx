'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { mergesOf, type Merge } from './queries'
import { useMerging } from './use-merging'

/** What was merged into the product, or what it was merged into, with the way back. */
export const MergesCard = ({ productId }: { productId: string }) => {
  const { data } = useQuery(mergesOf(productId))
  const mayEdit = useCan('products.edit')
  const { undo } = useMerging()
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card>
      <CardHead title="Merges" note="Sales made since a merge stay with the product that was kept" />
      <ul className="divide-y border-t">
        {data.items.map((merge) => (
          <li key={merge.id} className="px-4 py-2 text-sm">
            <p className="break-words">
              <Other merge={merge} productId={productId} />
            </p>
            <div className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
              <span>
                {merge.moved.map(({ what, count: number }) => `${count(number)} ${what}`).join(' · ')}
              </span>
              <span className="ml-auto text-faint">
                {merge.undoneAt === null ? <Ago at={merge.madeAt} /> : 'Undone'}
              </span>
              {mayEdit && merge.undoneAt === null && (
                <Button
                  variant="link"
                  size="inline"
                  busy={undo.isPending}
                  onClick={() => undo.mutate(merge.id)}
                >
                  Undo
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Other = ({ merge, productId }: { merge: Merge; productId: string }) =>
  merge.keptId === productId ? (
    <>
      <Link href={`/products/${merge.mergedId}`} className="hover:underline">
        {merge.mergedName}
      </Link>{' '}
      was merged into this product
    </>
  ) : (
    <>
      This product was merged into{' '}
      <Link href={`/products/${merge.keptId}`} className="text-accent-text hover:underline">
        {merge.keptName}
      </Link>
    </>
  )
