'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Stat } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import { cn } from '@/lib/cn'
import { day, withUnit } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { BalanceChart } from './balance-chart'
import { expiryLot, type Choice, type ChoiceKind, type ExpiryDetail } from './queries'
import { CHOICES, leavesIn } from './words'

/** One lot: what is expected of it day by day, the ways out, and what people chose. */
export const ExpirySheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, error, refetch } = useQuery(expiryLot(id))
  return (
    <Sheet
      open
      onOpenChange={onClose}
      className="max-w-xl"
      title={data?.productName ?? 'Lot'}
      description={
        data === undefined
          ? undefined
          : `${data.storeName} · leaves sale ${day(data.leavesOn)} (${leavesIn(data)})`
      }
    >
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={8} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : (
        <div className="flex flex-col gap-5">
          <Figures lot={data} />
          <BalanceChart lot={data} />
          <Ways key={data.decision?.id ?? ''} lot={data} />
          <History lot={data} />
        </div>
      )}
    </Sheet>
  )
}

const Figures = ({ lot }: { lot: ExpiryDetail }) => {
  const { money } = useMoney()
  const each = (price: string): string => money(Math.round(Number(price) * 100))
  const rounded = (units: string): string => withUnit(Math.round(Number(units) * 10) / 10, lot.unit)
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <Stat
          label="On hand"
          value={rounded(lot.quantity)}
          note={lot.packageTag === null ? `Lot ${lot.lotCode}` : `tag …${lot.packageTag.slice(-6)}`}
        />
        <Stat label="Should sell in time" value={rounded(lot.expectedSold)} note="earlier lots first" />
        <Stat
          label="Left over"
          value={rounded(lot.expectedUnsold)}
          note={`${rounded(lot.unsoldLow)} to ${rounded(lot.unsoldHigh)} in 8 of 10 cases`}
        />
        <Stat
          label="Waste"
          value={money(lot.wasteMinor)}
          note={lot.unitCost === null ? 'at price: no cost is known' : `at ${each(lot.unitCost)} each`}
        />
        <Stat
          label="At price"
          value={money(lot.wasteAtPriceMinor)}
          note={lot.unitPrice === null ? 'no price' : `at ${each(lot.unitPrice)} each`}
        />
        <Stat
          label="Room"
          value={lot.room ?? '–'}
          note={lot.soldOutOn === null ? 'does not sell out' : `sold out ${day(lot.soldOutOn, false)}`}
        />
      </dl>
      <p className="text-sm">
        <Link
          href={paths.product(lot.productId, lot.storeId)}
          className="font-medium text-accent-text hover:underline"
        >
          See the forecast behind this
        </Link>
      </p>
    </>
  )
}

const useDecision = (lot: ExpiryDetail) => {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      ['/expiry', '/expiry-summary', '/expiry/{id}'].map((path) =>
        client.invalidateQueries({ queryKey: [path] }),
      ),
    )
  const undo = useMutation({
    mutationFn: () => write('POST /expiry/{id}/undo', undefined, { id: lot.lotId }),
    onSuccess: async () => {
      await refresh()
      notify.done('Taken back')
    },
  })
  const decide = useMutation({
    mutationFn: ({ choice, note }: { choice: ChoiceKind; note: string }) =>
      write(
        'POST /expiry/{id}/decisions',
        { choice, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        { id: lot.lotId },
      ),
    onSuccess: async (_, { choice }) => {
      await refresh()
      notify.done(CHOICES[choice].done)
    },
  })
  return { decide, undo }
}

const Ways = ({ lot }: { lot: ExpiryDetail }) => {
  const may = useCan('purchasing.edit')
  const { decide, undo } = useDecision(lot)
  const open = lot.choices.filter(({ possible, kind }) => possible || kind === 'destroy')
  const [chosen, setChosen] = useState<ChoiceKind>(lot.decision?.choice ?? lot.recommended ?? 'keep')
  const [note, setNote] = useState('')
  const closed = lot.choices.filter(({ kind }) => !open.some((choice) => choice.kind === kind))
  const error = decide.error ?? undo.error
  return (
    <section className="flex flex-col gap-3" aria-label="What to do">
      <h3 className="text-sm font-semibold">What to do</h3>
      {lot.decision !== null && (
        <Notice>
          <span className="font-medium">{CHOICES[lot.decision.choice].done}</span>, chosen by{' '}
          {lot.decision.madeBy}. {CHOICES[lot.decision.choice].next}
        </Notice>
      )}
      {error !== null && <Notice tone="danger">{messageOf(error)}</Notice>}
      <fieldset disabled={!may} className="flex flex-col divide-y rounded-lg border">
        <legend className="sr-only">Ways out</legend>
        {open.map((choice) => (
          <Way
            key={choice.kind}
            choice={choice}
            recommended={choice.kind === lot.recommended}
            checked={choice.kind === chosen}
            onChoose={() => setChosen(choice.kind)}
          />
        ))}
      </fieldset>
      {closed.length > 0 && (
        <ul className="flex flex-col gap-1 text-xs text-muted">
          {closed.map(({ kind, reason }) => (
            <li key={kind}>
              <span className="font-medium">{CHOICES[kind].label}:</span> {reason}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <div className="flex flex-wrap items-end gap-3">
          <Field label="Note" className="min-w-48 flex-1">
            <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <Button
            variant="primary"
            busy={decide.isPending}
            onClick={() => decide.mutate({ choice: chosen, note })}
          >
            Choose: {CHOICES[chosen].label.toLowerCase()}
          </Button>
          {lot.decision !== null && (
            <Button busy={undo.isPending} onClick={() => undo.mutate()}>
              Take back
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const Way = ({
  choice,
  recommended,
  checked,
  onChoose,
}: {
  choice: Choice
  recommended: boolean
  checked: boolean
  onChoose: () => void
}) => {
  const { money } = useMoney()
  return (
    <label
      className={cn('flex cursor-pointer items-start gap-3 px-3 py-2 text-sm', checked && 'bg-accent-soft')}
    >
      <input type="radio" name="way" checked={checked} onChange={onChoose} className="mt-1 accent-accent" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{CHOICES[choice.kind].label}</span>
        {recommended && (
          <Badge tone="accent" className="ml-2">
            recommended
          </Badge>
        )}
        <span className="block text-xs text-muted">{choice.reason}</span>
      </span>
      {choice.saved !== null && choice.saved !== 0 && (
        <span className="num shrink-0 text-right font-medium">
          {money(choice.saved, true)}
          <span className="block text-xs font-normal text-muted">saved</span>
        </span>
      )}
    </label>
  )
}

const History = ({ lot }: { lot: ExpiryDetail }) => {
  const past = lot.history.filter(({ endedAt }) => endedAt !== null)
  if (past.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">Chosen before</h3>
      <ul className="flex flex-col gap-1 text-sm text-muted">
        {past.map(({ id, choice, madeBy, madeAt, note }) => (
          <li key={id}>
            {CHOICES[choice].label} · {madeBy}, {day(madeAt.slice(0, 10))}
            {note !== null && ` · “${note}”`}
          </li>
        ))}
      </ul>
    </section>
  )
}
