'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/tabs'
import { downloadUrl } from '@/lib/api'
import type { OrderDetail } from '@/lib/contract'
import type { useOrderActions } from './use-order-actions'

/** Hands the order to the vendor: by mail with the file attached, or noted as handed over. */
export const SendDialog = ({
  order,
  open,
  onClose,
  send,
}: {
  order: OrderDetail
  open: boolean
  onClose: () => void
  send: ReturnType<typeof useOrderActions>['send']
}) => {
  const [how, setHow] = useState<'mail' | 'hand'>('mail')
  const [to, setTo] = useState(order.vendorEmail ?? '')
  const submit = (): void =>
    send.mutate(how === 'hand' ? { byHand: true } : to === '' ? {} : { to }, { onSuccess: onClose })
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Send PO-${order.number}`}
      description={`To ${order.vendorName}`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={send.isPending}
            disabled={how === 'mail' && to === ''}
            onClick={submit}
          >
            {how === 'mail' ? 'Send e-mail' : 'Mark as sent'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Segmented
          label="How"
          className="self-start"
          value={how}
          onChange={setHow}
          options={[
            { value: 'mail', label: 'By e-mail' },
            { value: 'hand', label: 'Handed over myself' },
          ]}
        />
        {how === 'mail' ? (
          <Field
            label="To"
            hint={
              order.vendorEmail === null
                ? 'The vendor has no address yet'
                : 'The order is attached as a CSV file'
            }
          >
            <Input type="email" value={to} onChange={(event) => setTo(event.target.value)} />
          </Field>
        ) : (
          <p className="text-sm text-muted">
            <a
              href={downloadUrl('/purchase-orders/{id}/csv', { path: { id: order.id } })}
              download
              className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current"
            >
              Download the order
            </a>
            , hand it over as you like, and note here that it is sent.
          </p>
        )}
      </div>
    </Dialog>
  )
}
