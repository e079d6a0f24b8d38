'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { write } from '@/lib/api'
import { ApiError, messageOf } from '@/lib/api-error'
import { ProductField, type ChosenProduct } from '../holds/product-field'

/** Adds what is on the shelf and not on the sheet: a package by its tag, or loose units of a product. */
export const FoundDialog = ({
  sessionId,
  tag: scanned,
  room: usualRoom,
  onAdded,
  onClose,
}: {
  sessionId: string
  tag: string
  room: string
  onAdded: (lineId: string) => void
  onClose: () => void
}) => {
  const client = useQueryClient()
  const [tag, setTag] = useState(scanned)
  const [room, setRoom] = useState(usualRoom)
  const [product, setProduct] = useState<ChosenProduct | null>(null)
  const add = useMutation({
    mutationFn: () =>
      write(
        'POST /count-sessions/{id}/finds',
        {
          ...(tag.trim() === '' ? {} : { packageTag: tag.trim() }),
          ...(room.trim() === '' ? {} : { room: room.trim() }),
          ...(product === null ? {} : { productId: product.id }),
        },
        { id: sessionId },
      ),
    onSuccess: async ({ lineId }) => {
      await client.refetchQueries({ queryKey: ['/count-sessions/{id}/sheet'] })
      onAdded(lineId)
    },
  })
  const needsProduct = add.error instanceof ApiError && add.error.code === 'product_needed'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add what was found"
      description="It gets a line of its own, to be counted like any other."
    >
      <form
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <Field label="Package tag" hint="Empty for units in no package">
          <Input
            autoComplete="off"
            maxLength={120}
            className="font-mono"
            value={tag}
            onChange={(event) => setTag(event.target.value)}
          />
        </Field>
        <ProductField
          product={product}
          error={needsProduct ? 'No package here carries this tag. Say which product it holds.' : undefined}
          onChoose={setProduct}
        />
        <Field label="Room">
          <Input maxLength={120} value={room} onChange={(event) => setRoom(event.target.value)} />
        </Field>
        {add.error !== null && !needsProduct && <Notice tone="danger">{messageOf(add.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Not now</Button>
          <Button
            type="submit"
            variant="primary"
            busy={add.isPending}
            disabled={tag.trim() === '' && product === null}
          >
            Add and count it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
