'use client'

import { useQuery } from '@tanstack/react-query'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { stockOf } from '@/features/product/queries'
import { messageOf } from '@/lib/api-error'
import type { Lot } from '@/lib/contract'
import { withUnit } from '@/lib/format'
import type { ChosenProduct } from './product-field'

/** A lot by what people call it: its tag, else its code. */
const lotName = ({ packageTag, lotCode }: Pick<Lot, 'packageTag' | 'lotCode'>): string =>
  packageTag ?? (lotCode === '' ? 'Without tag or code' : lotCode)

/** A lot of a product in a store, or none of them in particular. */
export const LotField = ({
  storeId,
  product,
  lotId,
  none,
  hint,
  error,
  onChange,
}: {
  storeId: string
  product: ChosenProduct
  lotId: string
  /** What choosing no lot means. */
  none: string
  hint?: string
  error?: string | undefined
  onChange: (lotId: string) => void
}) => {
  const { data, error: failed } = useQuery(stockOf(storeId, product.id))
  return (
    <Field
      label="Package or lot"
      error={error ?? (failed === null ? undefined : messageOf(failed))}
      hint={hint}
    >
      <Select value={lotId} onChange={(event) => onChange(event.target.value)}>
        <option value="">{none}</option>
        {data?.lots.map((lot) => (
          <option key={lot.id} value={lot.id}>
            {lotName(lot)}
            {lot.packageTag !== null && lot.lotCode !== '' && ` · lot ${lot.lotCode}`} ·{' '}
            {withUnit(lot.onHand, product.unit)}
            {lot.room === null ? '' : ` · ${lot.room}`}
            {lot.held ? ' · held' : ''}
          </option>
        ))}
      </Select>
    </Field>
  )
}
