'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { useMe, useStoreChoice } from '@/lib/me'

/** The store a form begins with: the one looked at, else the first that is open. */
export const useFirstStore = (): string => {
  const chosen = useStoreChoice()
  const { stores } = useMe()
  return chosen?.id ?? stores.find(({ active }) => active)?.id ?? ''
}

/** The store something happens in; shops of one store are not asked. */
export const StoreField = ({
  storeId,
  error,
  onChange,
}: {
  storeId: string
  error?: string | undefined
  onChange: (storeId: string) => void
}) => {
  const stores = useMe().stores.filter(({ active }) => active)
  if (stores.length < 2) return null
  return (
    <Field label="Store" error={error}>
      <Select value={storeId} onChange={(event) => onChange(event.target.value)}>
        {stores.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
}
