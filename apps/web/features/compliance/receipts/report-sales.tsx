'use client'

import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { useCommand } from '@/features/settings/use-command'
import { count, instant } from '@/lib/format'
import { useCan, useMoney, useZoneOf } from '@/lib/me'
import { question } from '@/lib/question'
import { STALE_CORRECTIONS } from '../discrepancies/correction-queries'
import { unreportedOf, type Unreported } from './queries'

const FORM = 'report-sales'

/** Offers to tell the state of the sales it does not have, all at once. */
export const ReportSales = ({ storeId }: { storeId: string }) => {
  const mayCorrect = useCan('compliance.correct')
  const { data } = useQuery({
    ...question('/compliance/receipts/unreported', unreportedOf(storeId)),
    enabled: mayCorrect,
  })
  const [open, setOpen] = useState(false)
  if (!mayCorrect || data === undefined || data.items.length === 0) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Send /> Report {count(data.items.length)}
        {data.more && '+'} to the state
      </Button>
      {open && <Rehearsal storeId={storeId} unreported={data} onClose={() => setOpen(false)} />}
    </>
  )
}

const Rehearsal = ({
  storeId,
  unreported,
  onClose,
}: {
  storeId: string
  unreported: Unreported
  onClose: () => void
}) => {
  const sendable = unreported.items.filter(({ byInterface }) => byInterface)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(sendable.map(({ discrepancyId }) => discrepancyId)),
  )
  const [note, setNote] = useState('')
  const [password, setPassword] = useState('')
  const report = useCommand('POST /compliance/receipts/report', {
    stale: [...STALE_CORRECTIONS, '/compliance/receipts', '/compliance/receipts/unreported'],
    done: unreported.writesEnabled
      ? 'They are being sent to the state'
      : 'They wait until writing is turned on',
    after: ({ left }) => {
      if (left.length > 0) notify.done(`${count(left.length)} were left: ${left[0]?.why ?? ''}`)
      onClose()
    },
  })
  const toggle = (id: string): void =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
    )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      className="max-w-2xl"
      title="Report sales to the state"
      description={`This is all that is written, once each and in this order, over ${unreported.connectionName ?? 'the connection'}. It is on record with your name, and the next reading verifies it.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            busy={report.isPending}
            disabled={chosen.size === 0}
          >
            Send {count(chosen.size)}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          report.mutate({ body: { discrepancyIds: [...chosen], note: note.trim(), password } })
        }}
      >
        {!unreported.writesEnabled && (
          <Notice tone="due">
            Writing over this connection is off. What you send waits until a person of compliance turns it on.
          </Notice>
        )}
        <ul aria-label="Sales" className="max-h-80 divide-y overflow-y-auto rounded-md border">
          {unreported.items.map((sale) => (
            <Sale
              key={sale.discrepancyId}
              sale={sale}
              storeId={storeId}
              checked={chosen.has(sale.discrepancyId)}
              onToggle={() => toggle(sale.discrepancyId)}
            />
          ))}
        </ul>
        <Field label="Note" error={report.fields['note']}>
          <Textarea maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <Field label="Your password" error={report.fields['password']}>
          <Input
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}

const Sale = ({
  sale,
  storeId,
  checked,
  onToggle,
}: {
  sale: Unreported['items'][number]
  storeId: string
  checked: boolean
  onToggle: () => void
}) => {
  const { money } = useMoney()
  const zone = useZoneOf(storeId)
  return (
    <li>
      <label className="flex items-start gap-3 px-3 py-2 text-sm">
        <Checkbox
          checked={checked}
          disabled={!sale.byInterface}
          onCheckedChange={onToggle}
          aria-label={`Receipt ${sale.number}`}
          className="mt-0.5"
        />
        <span className="min-w-0 flex-1">
          <span className="num font-medium">{sale.number}</span>
          {sale.soldAt !== null && <span className="text-muted">, {instant(sale.soldAt, zone)}</span>}
          <span className="block text-xs text-muted">
            {sale.byInterface
              ? sale.lines
                  .map(({ tag, quantity, unit }) => `${quantity} ${unit.toLowerCase()} of …${tag.slice(-8)}`)
                  .join(', ')
              : sale.why}
          </span>
        </span>
        <span className="num">{sale.totalMinor === null ? '' : money(sale.totalMinor)}</span>
      </label>
    </li>
  )
}
