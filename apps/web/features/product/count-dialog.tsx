'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import type { Product, Store } from '@/lib/contract'
import { withUnit } from '@/lib/format'
import { stockOf } from './queries'

/** Records what was found on the shelf. */
export const CountDialog = ({
  product,
  store,
  onClose,
}: {
  product: Product
  store: Store
  onClose: () => void
}) => {
  const client = useQueryClient()
  const { data: stock } = useQuery(stockOf(store.id, product.id))
  const [found, setFound] = useState('')
  const [reason, setReason] = useState('')
  const [lotId, setLotId] = useState('')
  const count = useMutation({
    mutationFn: () =>
      write('POST /stock/counts', {
        storeId: store.id,
        productId: product.id,
        quantity: found.replace(',', '.'),
        ...(lotId === '' ? {} : { lotId }),
        ...(reason === '' ? {} : { reason }),
      }),
    onSuccess: async () => {
      notify.done('Count recorded')
      onClose()
      await client.invalidateQueries()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Count ${product.name}`}
      description={`At ${store.name}. Known so far: ${stock?.onHand == null ? 'nothing' : withUnit(stock.onHand, product.unit)}.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={count.isPending}
            disabled={found.trim() === ''}
            onClick={() => count.mutate()}
          >
            Record count
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={`Found on the shelf${product.unit === 'each' ? '' : `, ${product.unit}`}`}>
          <Input
            autoFocus
            inputMode="decimal"
            value={found}
            onChange={(event) => setFound(event.target.value)}
            className="num text-right"
          />
        </Field>
        {(stock?.lots.length ?? 0) > 0 && (
          <Field label="Of lot" hint="Empty: all of the product in this store">
            <Select value={lotId} onChange={(event) => setLotId(event.target.value)}>
              <option value="">All lots together</option>
              {stock?.lots.map((lot) => (
                <option key={lot.id} value={lot.id}>
                  {lot.lotCode === '' ? (lot.packageTag ?? 'Without a lot code') : lot.lotCode}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label="Why it differs (optional)">
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {count.error !== null && <Notice tone="danger">{messageOf(count.error)}</Notice>}
      </div>
    </Dialog>
  )
}
