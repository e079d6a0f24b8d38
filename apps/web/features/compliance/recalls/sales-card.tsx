'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Receipt } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHead } from '@/components/ui/card'
import { DataTable, dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { instant, withUnit } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'
import { PackageTag } from '../holds/package-tag'
import { recallSales, type Recall, type RecallSale } from './queries'
import { useUnits } from './use-units'

type Certainty = '' | RecallSale['certainty']

/** The receipts and customers the goods were sold to, newest first. */
export const SalesCard = ({ recall }: { recall: Recall }) => {
  const zone = useTimeZone()
  const [certainty, setCertainty] = useState<Certainty>('')
  const query = useInfiniteQuery({ ...recallSales(recall.id, certainty), placeholderData: keepPreviousData })
  const rows = useMemo(
    () => query.data?.pages.flatMap((page) => page.items).map((sale, at): Row => ({ ...sale, at })),
    [query.data],
  )
  const unitOf = useUnits(recall.goods.map(({ productId }) => productId))
  return (
    <Card aria-label="Sales">
      <CardHead
        title="Sold to"
        note="Certain: the receipt names the package. Possible: it names none, and the goods were in the store then."
      >
        <Segmented<Certainty>
          label="How certain"
          value={certainty}
          onChange={setCertainty}
          options={[
            { value: '', label: 'All' },
            { value: 'named', label: 'Certain' },
            { value: 'possible', label: 'Possible' },
          ]}
        />
      </CardHead>
      <div className="border-t">
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Receipt} title="No receipt sold it" className="py-8">
            {certainty === '' ? 'Nobody has to be reached.' : 'None of this kind.'}
          </EmptyState>
        ) : (
          <DataTable
            caption="Receipts that sold recalled goods"
            columns={columnsOf(zone, unitOf)}
            rows={rows}
            keyOf={keyOf}
            rowHeight={53}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </div>
    </Card>
  )
}

/** A receipt may sell the same package twice: lines are told apart by their place. */
type Row = RecallSale & { readonly at: number }

const keyOf = ({ at }: Row): string => String(at)

const Net = ({ minor }: { minor: number }) => <>{useMoney().money(minor)}</>

const columnsOf = (zone: string, unitOf: (productId: string | null) => string): readonly Column<Row>[] => [
  {
    id: 'customer',
    header: 'Customer',
    cell: (row) => (
      <TwoLines
        first={
          row.customerRef === null ? (
            <span className="text-muted">Names nobody</span>
          ) : (
            <span className="font-medium">{row.customerRef}</span>
          )
        }
        second={dotted(`receipt ${row.receiptNumber}`, row.storeName)}
      />
    ),
  },
  {
    id: 'goods',
    header: 'Goods',
    className: 'w-[28%] max-md:hidden',
    cell: (row) => (
      <TwoLines
        first={row.productName}
        second={row.packageTag !== null && <PackageTag tag={row.packageTag} />}
      />
    ),
  },
  {
    id: 'when',
    header: 'Sold',
    className: 'w-48 max-lg:hidden',
    cell: (row) => instant(row.occurredAt, zone),
  },
  {
    id: 'quantity',
    header: 'Quantity',
    align: 'right',
    className: 'w-20',
    cell: (row) => withUnit(row.quantity, unitOf(row.productId)),
  },
  {
    id: 'net',
    header: 'Net',
    align: 'right',
    className: 'w-24 max-sm:hidden',
    cell: (row) => <Net minor={row.netMinor} />,
  },
  {
    id: 'certainty',
    header: 'How certain',
    className: 'w-24',
    cell: (row) =>
      row.certainty === 'named' ? <Badge tone="accent">Certain</Badge> : <Badge tone="due">Possible</Badge>,
  },
]
