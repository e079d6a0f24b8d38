import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { percent, unitPrice } from '@/lib/format'
import { categoryName } from '@/lib/words'
import type { Pair, PairSide } from './queries'

/** Two products side by side, why they may be one, and what can be done. */
export const PairRow = ({
  pair,
  mayEdit,
  busy,
  onMerge,
  onDismiss,
}: {
  pair: Pair
  mayEdit: boolean
  busy: boolean
  onMerge: () => void
  onDismiss: () => void
}) => (
  <li className="flex flex-col gap-3 px-4 py-3">
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <Side product={pair.first} />
      <Side product={pair.second} />
    </div>
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-60 text-xs text-muted">
        {percent(pair.score)} alike: {pair.reasons.join(' · ')}
      </p>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="ghost"
            disabled={busy}
            onClick={onDismiss}
            aria-label={`${pair.first.name} and ${pair.second.name} are not the same`}
          >
            Not the same
          </Button>
          <Button onClick={onMerge} aria-label={`Merge ${pair.first.name} and ${pair.second.name}`}>
            Merge…
          </Button>
        </div>
      )}
    </div>
  </li>
)

const Side = ({ product }: { product: PairSide }) => (
  <div className="min-w-0 rounded-md border px-3 py-2">
    <Link href={`/products/${product.id}`} className="text-sm font-medium break-words hover:underline">
      {product.name}
    </Link>
    <p className="text-xs break-words text-muted">
      {[
        product.sku,
        categoryName(product.category),
        product.brand,
        product.strain,
        product.vendorName,
        product.barcode === null ? null : `barcode ${product.barcode}`,
      ]
        .filter((part) => part !== null && part !== '')
        .join(' · ')}
    </p>
    <p className="num text-xs text-muted">
      {product.price === null ? 'No price' : `${unitPrice(product.price)} per ${product.unit}`}
    </p>
  </div>
)
