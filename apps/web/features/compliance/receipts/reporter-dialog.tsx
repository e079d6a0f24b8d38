'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { addDays, startOfDay, todayIn } from '@/lib/day'
import { count, instant } from '@/lib/format'
import { useMe, useMoney, useZoneOf } from '@/lib/me'
import { question } from '@/lib/question'
import { reportingOf, type Reporting } from './queries'

const FORM = 'reporter'
/** The API looks no further back. */
const MOST_DAYS = 30

/** Hands reporting to the suite after a rehearsal, with the person's password, or back to the till. */
export const ReporterDialog = ({
  reporting,
  storeId,
  onClose,
}: {
  reporting: Reporting
  storeId: string
  onClose: () => void
}) => {
  const toSuite = reporting.reporter === 'till'
  const zone = useZoneOf(storeId)
  const cutOff = useMe().stores.find(({ id }) => id === storeId)?.cutOffMinutes ?? 0
  const today = todayIn(zone)
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  const wanted = startOfDay(day === '' ? today : day, zone, cutOff)
  // before the cut-off today's business day has not begun
  const since = Date.parse(wanted) > Date.now() ? startOfDay(addDays(today, -1), zone, cutOff) : wanted
  const command = useCommand('POST /compliance/receipts/reporter', {
    stale: ['/compliance/receipts', '/compliance/receipts/reporting', '/compliance/receipts/unreported'],
    done: toSuite ? 'Sales are reported from here' : 'The till reports sales again',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      className="max-w-2xl"
      title={toSuite ? 'Report sales to the state from here?' : 'Hand reporting back to the till?'}
      description={
        toSuite
          ? `Every sale is then told to ${reporting.connectionName ?? 'the state'} under your key without being confirmed one by one. Turn reporting off at the till first: what both report is caught only where the number is the same.`
          : 'What waits unsent is taken back. What was sent already is followed to its end.'
      }
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" form={FORM} variant={toSuite ? 'primary' : 'danger'} busy={command.isPending}>
            {toSuite ? 'Report from here' : 'Hand back'}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          command.mutate({
            body: {
              storeId,
              reason: reason.trim(),
              ...(toSuite ? { reporter: 'suite', since, password } : { reporter: 'till' }),
            },
          })
        }}
      >
        {toSuite && (
          <Field label="Sales since the start of" error={command.fields['since']}>
            <Input
              type="date"
              required
              value={day}
              min={addDays(today, -MOST_DAYS)}
              max={today}
              onChange={(event) => setDay(event.target.value)}
            />
          </Field>
        )}
        {toSuite && !reporting.writesEnabled && (
          <Notice tone="due">
            Writing over this connection is off: sales wait until a person of compliance turns it on.
          </Notice>
        )}
        {toSuite && <Rehearsal storeId={storeId} since={since} />}
        <Field label="Why" error={command.fields['reason']}>
          <Input
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {toSuite && (
          <Field label="Your password" error={command.fields['password']}>
            <Input
              type="password"
              required
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        )}
      </form>
    </Dialog>
  )
}

/** What would go out at once; nothing is sent by looking. */
const Rehearsal = ({ storeId, since }: { storeId: string; since: string }) => {
  const { money } = useMoney()
  const zone = useZoneOf(storeId)
  const { data, error, refetch } = useQuery({
    ...question('/compliance/receipts/reporting', reportingOf(storeId, since)),
    placeholderData: keepPreviousData,
  })
  if (data === undefined)
    return error === null ? (
      <SkeletonRows rows={3} />
    ) : (
      <ErrorState error={error} retry={() => void refetch()} />
    )
  const { wouldSend, more } = data
  if (wouldSend.length === 0)
    return (
      <Notice>Nothing would go out now: the state has every sale since then, as far as it was read.</Notice>
    )
  return (
    <section aria-label="What would go out now">
      <p className="mb-1 text-sm text-muted">
        {count(wouldSend.length)}
        {more && '+'} {wouldSend.length === 1 ? 'sale' : 'sales'} would go out now, in this order. Each is
        looked up at the state first.
      </p>
      <ul
        className="max-h-56 divide-y overflow-y-auto rounded-md border text-sm"
        // a list that scrolls is reached by the keyboard
        tabIndex={0}
        aria-label="Sales"
      >
        {wouldSend.map((sale) => (
          <li key={sale.receiptId} className="flex items-baseline gap-3 px-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="num font-medium">{sale.number}</span>
              <span className="text-muted">, {instant(sale.soldAt, zone)}</span>
              {sale.why !== null && <span className="block text-xs text-danger-text">{sale.why}</span>}
            </span>
            <span className="num">{money(sale.totalMinor)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
