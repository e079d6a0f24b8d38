'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import { STALE_HOLDS } from './queries'
import { StoreField, useFirstStore } from './store-field'
import { namedBy, NO_TARGET, TargetFields } from './target-fields'

const FORM = 'place-hold'

/** Takes a package, a lot or all of a product out of sale. */
export const PlaceHold = ({ onClose }: { onClose: () => void }) => {
  const [storeId, setStoreId] = useState(useFirstStore())
  const [target, setTarget] = useState(NO_TARGET)
  const [reason, setReason] = useState('')
  const place = useCommand('POST /holds', {
    stale: STALE_HOLDS,
    done: 'Held: it cannot be sold until the hold is lifted',
    after: onClose,
  })
  const named = namedBy(target)
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="Hold goods"
      description="Held goods stay in stock and cannot be sold."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            busy={place.isPending}
            disabled={named === null || reason.trim() === ''}
          >
            Hold
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          if (named !== null) place.mutate({ body: { storeId, reason: reason.trim(), ...named } })
        }}
      >
        <StoreField
          storeId={storeId}
          error={place.fields['storeId']}
          onChange={(next) => {
            setStoreId(next)
            setTarget((old) => ({ ...old, lotId: '' }))
          }}
        />
        <TargetFields
          storeId={storeId}
          target={target}
          errors={place.fields}
          onChange={(part) => setTarget((old) => ({ ...old, ...part }))}
        />
        <Field label="Why it is held" error={place.fields['reason']}>
          <Textarea
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Sheet>
  )
}
