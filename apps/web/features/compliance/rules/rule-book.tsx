'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { todayIn } from '@/lib/day'
import { useMe, useStoreChoice, useTimeZone } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { RuleLine } from './rule-line'
import { RulePanel } from './rule-panel'
import { rulesOf } from './queries'
import { stateName, usualState } from './states'
import { GROUPS } from './topics'
import type { RuleItem } from './values'

/** Every topic of one state on one day. */
export const RuleBook = () => {
  const { get, set } = useFilters()
  const { stores } = useMe()
  const usual = usualState(useStoreChoice()?.id, stores)
  const today = todayIn(useTimeZone())
  const state = get('state') || usual
  const day = get('day') || today
  const show = SHOWN.find(({ value }) => value === get('show'))?.value ?? 'all'
  const { data, error, refetch } = useQuery({ ...rulesOf(state, day), placeholderData: keepPreviousData })
  const items = data?.items.filter((item) => KEEPS[show](item))
  const open = data?.items.find(({ topic }) => topic === get('topic'))
  return (
    <>
      <Card>
        <div className="flex flex-wrap items-end gap-3 border-b p-3">
          <Field label="State" className="w-48 max-sm:w-full">
            <Select
              value={state}
              onChange={(event) => set({ state: event.target.value === usual ? null : event.target.value })}
            >
              {[...new Set([...(data?.states ?? []), state])].toSorted().map((code) => (
                <option key={code} value={code}>
                  {stateName(code)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="As of" className="w-40 max-sm:flex-1">
            <Input
              type="date"
              value={day}
              onChange={(event) => set({ day: event.target.value === today ? null : event.target.value })}
            />
          </Field>
          <Segmented
            label="Which topics"
            value={show}
            onChange={(next) => set({ show: next === 'all' ? null : next })}
            options={SHOWN}
          />
          {data !== undefined && <Tally items={data.items} />}
        </div>
        {items === undefined ? (
          error === null ? (
            <SkeletonRows rows={12} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : items.length === 0 ? (
          <EmptyState icon={ScrollText} title={`No such topic of ${stateName(state)}`}>
            {show === 'own'
              ? 'Your organisation has set no rule of its own here. Open a topic to set one.'
              : 'Choose another selection to see its topics.'}
          </EmptyState>
        ) : (
          GROUPS.map(({ title, has }) => (
            <Topics key={title} title={title} items={items.filter(({ topic }) => has(topic))} />
          ))
        )}
      </Card>
      {open !== undefined && (
        <RulePanel key={`${open.state} ${open.topic}`} item={open} onClose={() => set({ topic: null })} />
      )}
    </>
  )
}

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'known', label: 'Known' },
  { value: 'doubtful', label: 'To confirm' },
  { value: 'own', label: 'Own' },
] as const
const KEEPS: Readonly<Record<(typeof SHOWN)[number]['value'], (item: RuleItem) => boolean>> = {
  all: () => true,
  known: ({ status }) => status !== 'unknown',
  doubtful: ({ applied }) => !applied,
  own: ({ origin }) => origin === 'organization',
}

const Tally = ({ items }: { items: readonly RuleItem[] }) => {
  const known = items.filter(({ status }) => status !== 'unknown').length
  const applied = items.filter((item) => item.applied).length
  return (
    <p className="ml-auto self-center text-xs text-faint">
      {known} of {items.length} topics known, {applied} applied
    </p>
  )
}

const Topics = ({ title, items }: { title: string; items: readonly RuleItem[] }) =>
  items.length === 0 ? null : (
    <section aria-label={title} className="border-b last:border-b-0">
      <h2 className="bg-sunken px-4 py-1.5 text-xs font-semibold text-muted">{title}</h2>
      <ul className="divide-y">
        {items.map((item) => (
          <RuleLine key={item.topic} item={item} />
        ))}
      </ul>
    </section>
  )
