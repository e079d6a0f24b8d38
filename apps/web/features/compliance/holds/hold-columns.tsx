import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { By } from '@/lib/names'
import { PackageTag } from './package-tag'
import type { Hold } from './queries'
import type { HeldGoods } from './use-held-goods'

/** The goods of a hold in a few words, for headings and buttons. */
export const goodsOf = ({ scope, productName, packageTag, lotCode }: Hold): string => {
  if (scope === 'tag') return packageTag ?? 'a tag'
  if (scope === 'product') return `all ${productName ?? 'units'}`
  return packageTag ?? (lotCode === null || lotCode === '' ? (productName ?? 'a lot') : `lot ${lotCode}`)
}

const Goods = ({ hold, showStore }: { hold: Hold; showStore: boolean }) => (
  <>
    <TwoLines
      first={
        hold.productId === null ? (
          <span className="font-medium">Whatever carries this tag</span>
        ) : (
          <Link
            href={`/products/${hold.productId}?store=${hold.storeId}`}
            className="font-medium hover:text-accent-text hover:underline"
          >
            {hold.productName}
          </Link>
        )
      }
      second={dotted(
        hold.scope === 'product' && 'all of it',
        hold.packageTag !== null && <PackageTag tag={hold.packageTag} />,
        hold.lotCode !== null && hold.lotCode !== '' && `lot ${hold.lotCode}`,
        hold.room,
        showStore && hold.storeName,
      )}
    />
    <p className="truncate text-xs text-muted md:hidden">{hold.reason}</p>
  </>
)

const Amount = ({ hold, goods }: { hold: Hold; goods: HeldGoods | undefined }) => {
  const { money } = useMoney()
  if (hold.liftedAt !== null || hold.productId === null) return <span className="text-faint">–</span>
  if (goods === undefined) return <span className="text-faint">…</span>
  if (goods.hidden)
    return (
      <TwoLines first="Hidden" second={<span title="You are counting these goods blind">counting</span>} />
    )
  if (goods.amount === null) return <TwoLines first="Unknown" second="count it" />
  return (
    <TwoLines
      first={withUnit(goods.amount.quantity, goods.unit)}
      second={goods.amount.minor === null ? 'cost unknown' : money(goods.amount.minor)}
    />
  )
}

const Reason = ({ hold }: { hold: Hold }) => (
  <TwoLines
    first={<span title={hold.reason}>{hold.reason}</span>}
    second={
      hold.liftedAt === null ? (
        <>
          <Ago at={hold.placedAt} />, <By id={hold.placedBy} />
        </>
      ) : (
        <>
          lifted <Ago at={hold.liftedAt} />, <By id={hold.liftedBy ?? ''} />
          {hold.liftReason !== null && `: ${hold.liftReason}`}
        </>
      )
    }
  />
)

export const holdColumns = ({
  showStore,
  held,
  onLift,
}: {
  showStore: boolean
  held: ReadonlyMap<string, HeldGoods>
  /** Null for people who may not lift. */
  onLift: ((hold: Hold) => void) | null
}): readonly Column<Hold>[] => [
  { id: 'goods', header: 'Goods', cell: (row) => <Goods hold={row} showStore={showStore} /> },
  {
    id: 'amount',
    header: 'Held, at cost',
    align: 'right',
    className: 'w-32 max-sm:w-24',
    cell: (row) => <Amount hold={row} goods={held.get(row.id)} />,
  },
  {
    id: 'why',
    header: 'Why',
    className: 'w-[30%] max-md:hidden',
    cell: (row) => <Reason hold={row} />,
  },
  {
    id: 'source',
    header: <span className="sr-only">Placed by</span>,
    className: 'w-24 max-lg:hidden',
    cell: (row) => row.recallId !== null && <Badge tone="danger">Recall</Badge>,
  },
  {
    id: 'do',
    header: <span className="sr-only">What can be done</span>,
    align: 'right',
    className: 'w-24 max-sm:w-20',
    cell: (row) =>
      row.liftedAt !== null ? (
        <Badge>Lifted</Badge>
      ) : (
        onLift !== null && (
          <Button size="sm" onClick={() => onLift(row)} aria-label={`Lift the hold on ${goodsOf(row)}`}>
            Lift
          </Button>
        )
      ),
  },
]
