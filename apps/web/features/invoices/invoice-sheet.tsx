'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { messageOf } from '@/lib/api-error'
import { day, instant, quantity, withUnit } from '@/lib/format'
import { useCan, useMoney, useZoneOf } from '@/lib/me'
import { paths } from '@/lib/paths'
import { InvoiceBadge } from './invoice-badge'
import { invoiceOf, type Decision, type InvoiceDetail, type InvoiceLine } from './queries'
import { useInvoiceActions } from './use-invoice-actions'
import { DECISION, FINDING } from './words'

/** One bill beside what was ordered and what came, and what is decided on it. */
export const InvoiceSheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, error, refetch } = useQuery(invoiceOf(id))
  const [decision, setDecision] = useState<Decision | null>(null)
  const mayDecide = useCan('purchasing.approve') && data !== undefined && data.status !== 'void'
  const offered: readonly Decision[] = data?.status === 'matched' ? ['void'] : ['void', 'dispute', 'accept']
  return (
    <Sheet
      open
      onOpenChange={onClose}
      className="max-w-xl"
      title={data === undefined ? 'Invoice' : `Invoice ${data.number}`}
      description={data === undefined ? undefined : `${data.vendorName} for ${data.storeName}`}
      footer={
        mayDecide && decision === null ? (
          <>
            {offered.map((one) => (
              <Button
                key={one}
                variant={one === 'accept' ? 'primary' : one === 'void' ? 'ghost' : 'secondary'}
                onClick={() => setDecision(one)}
              >
                {DECISION[one].button}
              </Button>
            ))}
          </>
        ) : undefined
      }
    >
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={5} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : (
        <div className="flex flex-col gap-4">
          {decision !== null && (
            <Decide invoice={data} decision={decision} onClose={() => setDecision(null)} />
          )}
          <Facts invoice={data} />
          {data.status === 'void' ? (
            <Notice>A void invoice is not compared with anything.</Notice>
          ) : (
            <ul className="divide-y rounded-lg border" aria-label="Lines">
              {data.lines.map((line) => (
                <Line key={line.productId} line={line} />
              ))}
            </ul>
          )}
          <Sum invoice={data} />
        </div>
      )}
    </Sheet>
  )
}

const Decide = ({
  invoice,
  decision,
  onClose,
}: {
  invoice: InvoiceDetail
  decision: Decision
  onClose: () => void
}) => {
  const { settle } = useInvoiceActions()
  const [reason, setReason] = useState('')
  const { title, about, button } = DECISION[decision]
  return (
    <form
      className="flex flex-col gap-3 rounded-lg border bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault()
        settle.mutate({ id: invoice.id, decision, reason }, { onSuccess: onClose })
      }}
    >
      <p className="text-sm font-medium">{title}</p>
      <p className="text-sm text-muted">{about}</p>
      {settle.error !== null && <Notice tone="danger">{messageOf(settle.error)}</Notice>}
      <Field label="Why">
        <Textarea
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="primary" busy={settle.isPending} disabled={reason.trim() === ''}>
          {button} invoice
        </Button>
      </div>
    </form>
  )
}

const Facts = ({ invoice }: { invoice: InvoiceDetail }) => {
  const zone = useZoneOf(invoice.storeId)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      <InvoiceBadge status={invoice.status} />
      <Link href={paths.order(invoice.purchaseOrderId)} className="text-accent-text hover:underline">
        PO-{invoice.orderNumber}
      </Link>
      <span>of {day(invoice.invoicedOn)}</span>
      {invoice.dueOn !== null && <span>due {day(invoice.dueOn)}</span>}
      <span>
        recorded by {invoice.recordedBy}, {instant(invoice.recordedAt, zone)}
      </span>
      {invoice.settledReason !== null && (
        <span className="basis-full text-text">
          {invoice.settledBy}: {invoice.settledReason}
        </span>
      )}
      {invoice.note !== '' && <span className="basis-full">{invoice.note}</span>}
    </div>
  )
}

const Line = ({ line }: { line: InvoiceLine }) => {
  const { money, price } = useMoney()
  const over = Math.max(0, line.amountMinor - line.owedMinor)
  return (
    <li className="flex flex-col gap-2 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 text-sm font-medium">{line.name}</span>
        {line.findings.map((finding) => (
          <Badge key={finding} tone={FINDING[finding].tone} title={FINDING[finding].meaning}>
            {FINDING[finding].label}
          </Badge>
        ))}
      </div>
      <dl className="grid grid-cols-2 gap-x-3 gap-y-1.5 text-right text-sm sm:grid-cols-4">
        <Amount
          label="Ordered"
          value={line.ordered === null ? '–' : withUnit(line.ordered, line.unit)}
          note={line.agreedPrice === null ? 'no price' : `at ${price(line.agreedPrice)}`}
        />
        <Amount
          label="Received"
          value={withUnit(line.received, line.unit)}
          note={Number(line.billedBefore) > 0 ? `${quantity(line.billedBefore)} billed before` : null}
        />
        <Amount
          label="Billed"
          value={withUnit(line.quantity, line.unit)}
          note={`at ${price(line.unitPrice)}`}
        />
        <Amount
          label="Amount"
          value={money(line.amountMinor)}
          note={over > 0 ? <span className="text-danger-text">{money(over)} over</span> : null}
        />
      </dl>
    </li>
  )
}

const Amount = ({ label, value, note }: { label: string; value: string; note: React.ReactNode }) => (
  <div>
    <dt className="text-xs text-faint">{label}</dt>
    <dd className="num">
      {value}
      {note !== null && <span className="block text-xs text-muted">{note}</span>}
    </dd>
  </div>
)

const Sum = ({ invoice }: { invoice: InvoiceDetail }) => {
  const { money } = useMoney()
  const rows: readonly (readonly [string, number])[] = [
    ['Freight', invoice.freightMinor],
    ['Tax', invoice.taxMinor],
    ['Discount', -invoice.discountMinor],
  ]
  return (
    <dl className="ml-auto grid grid-cols-[auto_auto] gap-x-6 gap-y-1 text-right text-sm">
      {rows
        .filter(([, amount]) => amount !== 0)
        .map(([label, amount]) => (
          <SumLine key={label} label={label} value={money(amount)} />
        ))}
      <SumLine label="Total" value={money(invoice.totalMinor)} strong />
      {invoice.differenceMinor > 0 && (
        <SumLine label="Over order and goods" value={money(invoice.differenceMinor)} danger />
      )}
    </dl>
  )
}

const SumLine = ({
  label,
  value,
  strong = false,
  danger = false,
}: {
  label: string
  value: string
  strong?: boolean
  danger?: boolean
}) => (
  <>
    <dt className="text-muted">{label}</dt>
    <dd className={danger ? 'num text-danger-text' : strong ? 'num font-semibold' : 'num'}>{value}</dd>
  </>
)
