import { Video } from 'lucide-react'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { Why } from '@/components/ui/why'
import type { Store } from '@/lib/contract'
import { instant, withUnit } from '@/lib/format'
import { By } from '@/lib/names'
import { PackageTag } from '../holds/package-tag'
import { FootageLines } from './footage-lines'
import type { Destruction } from './queries'

const Goods = ({ row, storeName }: { row: Destruction; storeName: string | null }) => (
  <>
    <TwoLines
      first={<span className="font-medium">{row.productName}</span>}
      second={dotted(
        row.packageTag !== null && <PackageTag tag={row.packageTag} />,
        row.lotCode !== null && row.lotCode !== '' && `lot ${row.lotCode}`,
        storeName,
        row.recallId !== null && 'for a recall',
      )}
    />
    <p className="truncate text-xs text-muted md:hidden">{row.reason}</p>
  </>
)

export const destructionColumns = (
  stores: readonly Store[],
  showStore: boolean,
): readonly Column<Destruction>[] => {
  const storeOf = (row: Destruction): Store | undefined => stores.find(({ id }) => id === row.storeId)
  const zoneOf = (row: Destruction): string => storeOf(row)?.timeZone ?? 'UTC'
  return [
    {
      id: 'goods',
      header: 'Goods',
      cell: (row) => <Goods row={row} storeName={showStore ? (storeOf(row)?.name ?? null) : null} />,
    },
    {
      id: 'quantity',
      header: 'Destroyed',
      align: 'right',
      className: 'w-24',
      cell: (row) => withUnit(row.quantity, row.unit),
    },
    {
      id: 'why',
      header: 'Why and how',
      className: 'w-[26%] max-md:hidden',
      cell: (row) => <TwoLines first={row.reason} second={row.method} />,
    },
    {
      id: 'witness',
      header: 'Witness',
      className: 'w-40 max-lg:hidden',
      cell: (row) => (
        <TwoLines first={row.witnessName} second={row.witnessId === null ? 'from outside' : 'colleague'} />
      ),
    },
    {
      id: 'when',
      header: 'When',
      className: 'w-44 max-lg:hidden',
      cell: (row) => instant(row.destroyedAt, zoneOf(row)),
    },
    {
      id: 'footage',
      header: 'Footage',
      className: 'w-24',
      cell: (row) =>
        row.footage.length === 0 ? (
          <span className="text-faint">–</span>
        ) : (
          <Why
            label={`what is kept of the destruction of ${row.productName}`}
            trigger={
              <span className="inline-flex items-center gap-1">
                <Video className="size-3.5" aria-hidden /> {row.footage[0]?.camera}
              </span>
            }
            className="max-w-full truncate"
          >
            <FootageLines footage={row.footage} timeZone={zoneOf(row)} />
            <p className="mt-2 text-xs text-muted">
              {instant(row.destroyedAt, zoneOf(row))}, by <By id={row.destroyedBy} />, witness{' '}
              {row.witnessName}. {row.method}
            </p>
          </Why>
        ),
    },
  ]
}
