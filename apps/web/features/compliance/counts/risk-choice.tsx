'use client'

import { useQuery } from '@tanstack/react-query'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice, SkeletonRows } from '@/components/ui/states'
import { messageOf } from '@/lib/api-error'
import { count, percent } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { suggestionsOf, type Suggestion } from './queries'

const SHOWN = 8

/** How many of the products whose count is worth most, and which these are. */
export const RiskChoice = ({
  storeId,
  take,
  onChange,
}: {
  storeId: string
  take: string
  onChange: (take: string) => void
}) => {
  const mayReview = useCan('inventory.review')
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="How many products"
        hint="Ranked by what earlier counts were off × dollars on hand × days since the last count"
      >
        <Input
          type="number"
          required
          min={1}
          max={500}
          className="num w-24 text-right"
          value={take}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {mayReview && <Ranked storeId={storeId} take={Number(take)} />}
    </div>
  )
}

const Ranked = ({ storeId, take }: { storeId: string; take: number }) => {
  const { data, error } = useQuery({
    ...suggestionsOf(storeId, Math.min(500, Math.max(1, take || 1))),
    placeholderData: (before) => before,
  })
  if (error !== null) return <Notice>{messageOf(error)}</Notice>
  if (data === undefined) return <SkeletonRows rows={3} className="p-0" />
  if (data.items.length === 0)
    return <Notice>Nothing can be ranked: no product on hand has a known cost.</Notice>
  const rest = Math.min(take, data.items.length) - SHOWN
  return (
    <div>
      <ol aria-label="Worth counting most" className="divide-y rounded-md border text-sm">
        {data.items.slice(0, Math.min(SHOWN, take)).map((each) => (
          <Ranking key={each.productId} product={each} />
        ))}
      </ol>
      {rest > 0 && <p className="mt-1 text-xs text-faint">and {count(rest)} more</p>}
    </div>
  )
}

const Ranking = ({ product }: { product: Suggestion }) => {
  const { money } = useMoney()
  return (
    <li className="flex items-baseline gap-3 px-3 py-1.5">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{product.name}</span>
        <span className="block text-xs text-faint">
          {countedText(product.daysSinceCount)} ·{' '}
          {Number(product.of) === 0
            ? 'no earlier difference known'
            : `counts were off by ${percent(Number(product.off) / Number(product.of), 1)}`}
        </span>
      </span>
      <span className="num">{money(product.valueMinor, true)}</span>
    </li>
  )
}

const countedText = (daysAgo: number | null): string => {
  if (daysAgo === null) return 'never counted'
  return daysAgo === 0 ? 'counted today' : `counted ${daysAgo} d ago`
}
