'use client'

import { PackageSearch } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { DataTable, dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/states'
import { withUnit } from '@/lib/format'
import { useCan } from '@/lib/me'
import { PackageTag } from '../holds/package-tag'
import type { Recall, RecallGoods } from './queries'
import { useUnits } from './use-units'

/** What was found, where it lies, how much is left, and whether it is held. */
export const GoodsCard = ({ recall }: { recall: Recall }) => {
  const mayDestroy = useCan('inventory.destroy')
  const unitOf = useUnits(recall.goods.map(({ productId }) => productId))
  const left = recall.goods.some(({ onHand }) => onHand !== null && Number(onHand) > 0)
  return (
    <Card aria-label="Goods">
      <CardHead title="Goods" note="What is still on the shelf, and what left it">
        {mayDestroy && recall.kind === 'recall' && left && (
          <Button asChild>
            <Link href={`/compliance/destructions?new=1&recall=${recall.id}`}>Record a destruction</Link>
          </Button>
        )}
      </CardHead>
      <div className="border-t">
        {recall.goods.length === 0 ? (
          <EmptyState icon={PackageSearch} title="Nothing here carries this">
            No lot, package or receipt of yours has it. Look again when a delivery has come in.
          </EmptyState>
        ) : (
          <DataTable
            caption="Recalled goods"
            columns={columnsOf(unitOf, recall.kind === 'drill')}
            rows={recall.goods}
            keyOf={keyOf}
            rowHeight={53}
          />
        )}
      </div>
    </Card>
  )
}

const keyOf = ({ id }: RecallGoods): string => id

/** Whether goods are held, or why they need not be. */
export const heldText = ({ held, productId, onHand }: RecallGoods): string => {
  if (held) return 'Held'
  if (productId === null) return 'Not here'
  return onHand !== null && Number(onHand) <= 0 ? 'Gone' : 'For sale'
}

const columnsOf = (
  unitOf: (productId: string | null) => string,
  drill: boolean,
): readonly Column<RecallGoods>[] => [
  {
    id: 'goods',
    header: 'Goods',
    cell: (row) => (
      <TwoLines
        first={<span className="font-medium">{row.productName ?? 'Not here'}</span>}
        second={dotted(
          row.packageTag !== null && <PackageTag tag={row.packageTag} />,
          row.lotCode !== null && row.lotCode !== '' && `lot ${row.lotCode}`,
          row.lotId === null && row.packageTag === null && 'all there is of it',
          row.storeName,
        )}
      />
    ),
  },
  {
    id: 'left',
    header: 'In stock',
    align: 'right',
    className: 'w-24 max-sm:w-20',
    cell: (row) => withUnit(row.onHand, unitOf(row.productId)),
  },
  {
    id: 'sold',
    header: 'Sold',
    align: 'right',
    className: 'w-24 max-sm:w-16',
    cell: (row) => (
      <TwoLines
        first={withUnit(row.sold, unitOf(row.productId))}
        second={Number(row.returned) === 0 ? null : `${withUnit(row.returned, unitOf(row.productId))} back`}
      />
    ),
  },
  {
    id: 'destroyed',
    header: 'Destroyed',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => withUnit(row.destroyed, unitOf(row.productId)),
  },
  {
    id: 'held',
    header: 'State',
    className: 'w-24',
    cell: (row) => {
      const text = heldText(row)
      return (
        <Badge tone={row.held ? 'accent' : text === 'For sale' && !drill ? 'danger' : 'plain'}>{text}</Badge>
      )
    },
  },
]
