'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, ShoppingBasket } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { EmptyState, ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { write } from '@/lib/api'
import { useMe, useStoreChoice } from '@/lib/me'
import { CUSTOMER_KINDS } from '@/lib/words'
import {
  checkOf,
  newLine,
  type BasketDraft,
  type CustomerKind,
  type LimitCheck,
  type LineDraft,
} from './basket'
import { BasketLine } from './basket-line'
import { LimitVerdict } from './limit-verdict'

/** Whether a basket could be sold under the purchase limit, and what room is left. Nothing is sold. */
export const TryLimit = () => {
  const { stores } = useMe()
  const chosen = useStoreChoice()
  const open = stores.filter(({ active }) => active)
  const [draft, setDraft] = useState<BasketDraft>(() => ({
    storeId: chosen?.id ?? open[0]?.id ?? '',
    customerKind: 'adult',
    stateSystemAsked: false,
    lines: [newLine()],
  }))
  const [asked, setAsked] = useState<{ draft: BasketDraft; body: LimitCheck } | null>(null)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['/compliance/limits/check', asked?.body],
    queryFn: () => (asked === null ? null : write('POST /compliance/limits/check', asked.body)),
    enabled: asked !== null,
    retry: false,
  })
  const set = (part: Partial<BasketDraft>): void => setDraft((old) => ({ ...old, ...part }))
  const setLine = (key: string, line: LineDraft | null): void =>
    set({ lines: draft.lines.flatMap((old) => (old.key === key ? (line ?? []) : old)) })
  const empty = !draft.lines.some(({ when }) => when === 'now')
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card aria-label="Basket">
        <CardHead title="Try the purchase limit" note="Changes nothing, sells nothing" />
        <form
          className="flex flex-col gap-4 px-4 pb-4"
          onSubmit={(event) => {
            event.preventDefault()
            setAsked({ draft, body: checkOf(draft, new Date()) })
          }}
        >
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <Field label="Store">
              <Select value={draft.storeId} onChange={(event) => set({ storeId: event.target.value })}>
                {open.map(({ id, name, state }) => (
                  <option key={id} value={id}>
                    {name}, {state}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Customer">
              <Select
                value={draft.customerKind}
                onChange={(event) => set({ customerKind: event.target.value as CustomerKind })}
              >
                {Object.entries(CUSTOMER_KINDS).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          {draft.lines.map((line, at) => (
            <BasketLine
              key={line.key}
              line={line}
              number={at + 1}
              onChange={(next) => setLine(line.key, next)}
              onRemove={draft.lines.length === 1 ? null : () => setLine(line.key, null)}
            />
          ))}
          <Button className="self-start" onClick={() => set({ lines: [...draft.lines, newLine()] })}>
            <Plus /> Add a line
          </Button>
          <label className="flex items-center gap-2.5 text-sm">
            <Switch
              checked={draft.stateSystemAsked}
              onCheckedChange={(stateSystemAsked) => set({ stateSystemAsked })}
            />
            The state’s system was asked about the customer
          </label>
          {empty && <Notice tone="due">Nothing is in the basket: all lines were bought before.</Notice>}
          <Button type="submit" variant="primary" className="self-start" busy={isFetching} disabled={empty}>
            Check the basket
          </Button>
        </form>
      </Card>
      <Card aria-label="Verdict" aria-live="polite">
        {asked === null ? (
          <EmptyState icon={ShoppingBasket} title="Nothing checked yet">
            Say what is in the basket and check it: the answer names the rule, how certain it is, and the room
            left under each cap.
          </EmptyState>
        ) : error !== null ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data === undefined || data === null ? (
          <SkeletonRows rows={5} />
        ) : (
          <LimitVerdict verdict={data} old={draft !== asked.draft} />
        )}
      </Card>
    </div>
  )
}
