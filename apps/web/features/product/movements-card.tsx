'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import type { GetReplies, Product, Store } from '@/lib/contract'
import { instant, quantity, withUnit } from '@/lib/format'
import { useCan } from '@/lib/me'
import { list } from '@/lib/question'
import { sentence } from '@/lib/words'

type Movement = GetReplies['/movements']['items'][number]

const KINDS: Readonly<Record<string, string>> = {
  receive: 'Received',
  sell: 'Sold',
  return: 'Returned',
  adjust: 'Adjusted',
  move: 'Moved',
  convert: 'Converted',
  destroy: 'Destroyed',
  count: 'Counted',
  undo: 'Taken back',
}

/** What lately went in and out of a product's stock in a store. */
export const MovementsCard = ({ product, store }: { product: Product; store: Store }) => {
  const mayRead = useCan('stock.read')
  const movementsList = list('/movements', { query: { storeId: store.id, productId: product.id, limit: 8 } })
  const query = useInfiniteQuery({
    ...movementsList,
    enabled: mayRead,
  })
  if (!mayRead) return null
  const movements = query.data?.pages.flatMap((page) => page.items)
  return (
    <Card>
      <CardHead title="Recent movements">
        <ExportMenu size="sm" of={movementsList} />
      </CardHead>
      {movements === undefined ? (
        query.error === null ? (
          <SkeletonRows rows={4} />
        ) : (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        )
      ) : movements.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">Nothing has moved in this store yet.</p>
      ) : (
        <ul className="divide-y border-t">
          {movements.map((movement) => (
            <Line key={movement.id} movement={movement} unit={product.unit} timeZone={store.timeZone} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="border-t p-2 text-center">
          <Button variant="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </Card>
  )
}

const Line = ({ movement, unit, timeZone }: { movement: Movement; unit: string; timeZone: string }) => (
  <li className="px-4 py-2">
    <p className="flex items-baseline gap-3 text-sm">
      <span className="min-w-0 truncate">{KINDS[movement.kind] ?? sentence(movement.kind)}</span>
      <span className="num ml-auto">{amountOf(movement, unit)}</span>
    </p>
    <p className="text-xs text-faint">
      {dotted(
        instant(movement.occurredAt, timeZone),
        movement.lotCode,
        movement.packageTag,
        movement.reason,
        movement.kind === 'count' &&
          Number(movement.quantity) !== 0 &&
          `${signed(movement.quantity)} to the books`,
      )}
    </p>
  </li>
)

const signed = (text: string): string => `${Number(text) > 0 ? '+' : ''}${quantity(text)}`

/** A count shows what was found, anything else by how much stock changed. */
const amountOf = ({ countedQuantity, quantity: changed }: Movement, unit: string): string =>
  countedQuantity === null
    ? `${signed(changed)}${unit === 'each' ? '' : ` ${unit}`}`
    : withUnit(countedQuantity, unit)
