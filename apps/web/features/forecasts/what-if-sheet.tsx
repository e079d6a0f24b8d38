'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ErrorState, Skeleton } from '@/components/ui/states'
import { STALE } from '@/features/overrides/queries'
import { useCommand } from '@/features/settings/use-command'
import type { Forecast } from '@/lib/contract'
import { daysBetween } from '@/lib/day'
import { useCan } from '@/lib/me'
import { whatIfOf, type Scenario, type WhatIf } from './queries'
import { scenarioOf, type ScenarioText } from './what-if-fields'
import { WhatIfResult } from './what-if-result'

/** Tries other prices, a promotion, an event or closed days on a product's forecast. Nothing is kept unless asked. */
export const WhatIfSheet = ({
  storeId,
  productId,
  points,
  onClose,
}: {
  storeId: string
  productId: string
  points: Forecast['points']
  onClose: () => void
}) => {
  const [text, setText] = useState<ScenarioText>({
    firstDay: points[1]?.day ?? '',
    lastDay: points[7]?.day ?? points.at(-1)?.day ?? '',
    price: '',
    discount: '',
    uplift: '',
    event: '',
    closed: false,
  })
  const [asked, setAsked] = useState<Scenario | null>(null)
  const scenario = scenarioOf(text, daysBetween)
  const set = (change: Partial<ScenarioText>): void => setText((before) => ({ ...before, ...change }))
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="What if"
      description="Try something on the coming days. Nothing changes until you keep it."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(scenario)
        }}
      >
        <Fields text={text} set={set} last={points.at(-1)?.day} />
        <Button type="submit" variant="primary" disabled={scenario === null}>
          Try it
        </Button>
      </form>
      {asked !== null && <Answer storeId={storeId} productId={productId} asked={asked} onKept={onClose} />}
    </Sheet>
  )
}

const Fields = ({
  text,
  set,
  last,
}: {
  text: ScenarioText
  set: (change: Partial<ScenarioText>) => void
  last: string | undefined
}) => (
  <div className="grid grid-cols-2 gap-3">
    <Field label="From">
      <Input
        type="date"
        value={text.firstDay}
        max={last}
        onChange={(event) => set({ firstDay: event.target.value })}
      />
    </Field>
    <Field label="To">
      <Input
        type="date"
        value={text.lastDay}
        max={last}
        onChange={(event) => set({ lastDay: event.target.value })}
      />
    </Field>
    <Percent
      label="Price change, %"
      hint="Below 0: cheaper"
      value={text.price}
      disabled={text.closed}
      onChange={(price) => set({ price })}
    />
    <Percent
      label="Promotion, % off"
      value={text.discount}
      disabled={text.closed}
      onChange={(discount) => set({ discount })}
    />
    <Percent
      label="Promotion sells, % more"
      hint="Empty: from your own prices"
      value={text.uplift}
      disabled={text.closed || text.discount.trim() === ''}
      onChange={(uplift) => set({ uplift })}
    />
    <Percent
      label="Event, % more"
      hint="A concert: 40"
      value={text.event}
      disabled={text.closed}
      onChange={(event) => set({ event })}
    />
    <label className="col-span-full flex items-center gap-2 text-sm">
      <Checkbox checked={text.closed} onCheckedChange={(on) => set({ closed: on === true })} />
      The store is closed on these days
    </label>
  </div>
)

const Percent = ({
  label,
  hint,
  value,
  disabled,
  onChange,
}: {
  label: string
  hint?: string
  value: string
  disabled: boolean
  onChange: (value: string) => void
}) => (
  <Field label={label} {...(hint === undefined ? {} : { hint })}>
    <Input
      inputMode="decimal"
      className="num text-right"
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  </Field>
)

const Answer = ({
  storeId,
  productId,
  asked,
  onKept,
}: {
  storeId: string
  productId: string
  asked: Scenario
  onKept: () => void
}) => {
  const { data, error, refetch } = useQuery({
    ...whatIfOf(storeId, productId, asked),
    placeholderData: keepPreviousData,
  })
  if (data === undefined)
    return error === null ? (
      <Skeleton className="mt-4 h-64" />
    ) : (
      <ErrorState error={error} retry={() => void refetch()} />
    )
  return (
    <div className="mt-5 flex flex-col gap-4 border-t pt-4">
      <WhatIfResult of={data} />
      {data.override !== null && (
        <Keep storeId={storeId} productId={productId} override={data.override} onKept={onKept} />
      )}
    </div>
  )
}

const Keep = ({
  storeId,
  productId,
  override,
  onKept,
}: {
  storeId: string
  productId: string
  override: NonNullable<WhatIf['override']>
  onKept: () => void
}) => {
  const mayKeep = useCan('forecasts.run')
  const [reason, setReason] = useState('')
  const command = useCommand('POST /stores/{storeId}/products/{id}/forecast-overrides', {
    stale: [...STALE, '/stores/{storeId}/products/{id}/forecast-change'],
    done: 'Kept; the plan follows',
    after: onKept,
  })
  if (!mayKeep) return null
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        command.mutate({ path: { storeId, id: productId }, body: { ...override, reason } })
      }}
    >
      <Field
        label="Why"
        hint="Kept as an expectation of yours: orders are planned with it, and it is scored later."
      >
        <Input
          maxLength={500}
          placeholder="Spring promotion"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button type="submit" busy={command.isPending} disabled={reason.trim() === ''}>
        Keep it
      </Button>
    </form>
  )
}
