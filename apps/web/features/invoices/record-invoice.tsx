'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { messageOf } from '@/lib/api-error'
import type { OrderDetail } from '@/lib/contract'
import { withUnit } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'
import { draftInvoice, sumOf, toInvoice, type DraftInvoice, type DraftLine } from './draft-invoice'
import { useInvoiceActions } from './use-invoice-actions'

/** The vendor's bill, filled in as it should be: only what differs is typed. */
export const RecordInvoice = ({
  order,
  onClose,
  onRecorded,
}: {
  order: OrderDetail
  onClose: () => void
  onRecorded: (id: string) => void
}) => {
  const zone = useTimeZone()
  const { money } = useMoney()
  const { record } = useInvoiceActions()
  const [draft, setDraft] = useState(() =>
    draftInvoice(order, new Date().toLocaleDateString('en-CA', { timeZone: zone })),
  )
  const change = (part: Partial<DraftInvoice>): void => setDraft((old) => ({ ...old, ...part }))
  const changeLine = (productId: string, part: Partial<DraftLine>): void =>
    change({
      lines: draft.lines.map((line) => (line.productId === productId ? { ...line, ...part } : line)),
    })
  const sum = sumOf(draft)
  const billed = draft.lines.filter(({ quantity }) => Number(quantity) > 0)
  const ready =
    draft.number.trim() !== '' &&
    draft.invoicedOn !== '' &&
    billed.length > 0 &&
    billed.every(({ unitPrice }) => unitPrice !== '') &&
    Number.isFinite(sum)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      className="max-w-3xl"
      title={`Invoice for PO-${order.number}`}
      description="Filled in with what came at the price agreed. Change what the bill says otherwise; empty a line that is not on it."
      footer={
        <>
          <span className="num mr-auto self-center text-sm">
            <span className="text-muted">Lines and charges</span>{' '}
            <span className="font-semibold">{Number.isFinite(sum) ? money(sum) : '–'}</span>
          </span>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={record.isPending}
            disabled={!ready}
            onClick={() =>
              record.mutate(toInvoice(draft, order.id), { onSuccess: ({ id }) => onRecorded(id) })
            }
          >
            Record
          </Button>
        </>
      }
    >
      {record.error !== null && (
        <Notice tone="danger" className="mb-3">
          {messageOf(record.error)}
        </Notice>
      )}
      <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Invoice number" className="max-sm:col-span-2">
          <Input
            required
            maxLength={60}
            value={draft.number}
            onChange={(event) => change({ number: event.target.value })}
          />
        </Field>
        <Field label="Dated">
          <Input
            type="date"
            value={draft.invoicedOn}
            onChange={(event) => change({ invoicedOn: event.target.value })}
          />
        </Field>
        <Field label="To be paid by">
          <Input
            type="date"
            value={draft.dueOn}
            onChange={(event) => change({ dueOn: event.target.value })}
          />
        </Field>
      </div>
      <ul className="divide-y border-y">
        {draft.lines.map((line) => (
          <Line
            key={line.productId}
            line={line}
            change={(part) => changeLine(line.productId, part)}
            order={order}
          />
        ))}
      </ul>
      <Charges draft={draft} change={change} sum={sum} />
    </Dialog>
  )
}

const NUMBER = { inputMode: 'decimal', className: 'num text-right' } as const

const Line = ({
  line,
  order,
  change,
}: {
  line: DraftLine
  order: OrderDetail
  change: (part: Partial<DraftLine>) => void
}) => {
  const ordered = order.lines.find(({ productId }) => productId === line.productId)
  return (
    <li className="grid grid-cols-2 items-end gap-2 py-2.5 sm:grid-cols-[1fr_8rem_8rem]">
      <div className="min-w-0 max-sm:col-span-2">
        <p className="truncate text-sm font-medium">{line.name}</p>
        {ordered !== undefined && (
          <p className="num text-xs text-muted">
            {withUnit(ordered.quantity, line.unit)} ordered, {withUnit(ordered.receivedQuantity, line.unit)}{' '}
            came
          </p>
        )}
      </div>
      <Field label="Billed">
        <Input
          {...NUMBER}
          aria-label={`Billed of ${line.name}`}
          value={line.quantity}
          onChange={(event) => change({ quantity: event.target.value })}
        />
      </Field>
      <Field label="Unit price">
        <Input
          {...NUMBER}
          aria-label={`Unit price of ${line.name}`}
          value={line.unitPrice}
          onChange={(event) => change({ unitPrice: event.target.value })}
        />
      </Field>
    </li>
  )
}

const Charges = ({
  draft,
  change,
  sum,
}: {
  draft: DraftInvoice
  change: (part: Partial<DraftInvoice>) => void
  sum: number
}) => {
  const amount = (label: string, name: 'freight' | 'tax' | 'discount') => (
    <Field label={label}>
      <Input
        {...NUMBER}
        placeholder="0.00"
        value={draft[name]}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <div className="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
      {amount('Freight', 'freight')}
      {amount('Tax', 'tax')}
      {amount('Discount', 'discount')}
      <Field label="Total on the bill">
        <Input
          {...NUMBER}
          value={draft.total ?? (Number.isFinite(sum) ? (sum / 100).toFixed(2) : '')}
          onChange={(event) => change({ total: event.target.value })}
        />
      </Field>
      <Field label="Note" className="col-span-full">
        <Input
          maxLength={1000}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
    </div>
  )
}
