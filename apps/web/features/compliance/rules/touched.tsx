'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Card, CardHead } from '@/components/ui/card'
import { SkeletonRows } from '@/components/ui/states'
import { write } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import type { BodyOf, WriteReply } from '@/lib/contract'
import { count, instant } from '@/lib/format'
import { useMe, useTimeZone } from '@/lib/me'
import { CUSTOMER_KINDS, sentence } from '@/lib/words'
import { formNames } from './limit-words'
import { NotLaw, StandingBadges } from './standing-badges'
import { usePaused } from './use-paused'
import type { RuleItem } from './values'
import { wordsOf } from './value-words'

type Change = WriteReply<'POST /compliance/rules/preview'>

/** What a change would touch, asked again whenever the typing pauses. Nothing is written. */
export const Touched = ({ body: { reason: _, ...typed } }: { body: BodyOf<'POST /compliance/rules'> }) => {
  // what is touched does not hang on the source, which is often typed last
  const citation = typed.source.citation.length < 3 ? 'Not entered yet' : typed.source.citation
  const wanted = usePaused({ ...typed, source: { ...typed.source, citation } })
  const { data, error } = useQuery({
    queryKey: ['/compliance/rules/preview', wanted],
    queryFn: () => write('POST /compliance/rules/preview', wanted),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <Card aria-label="What this change touches" aria-live="polite">
      <CardHead title="What this change touches" note="On its first day; nothing is changed yet" />
      <div className="px-4 pb-3.5">
        {error !== null ? (
          <p className="text-sm text-due-text">Cannot be told yet. {messageOf(error)}</p>
        ) : data === undefined ? (
          <SkeletonRows rows={2} className="p-0" />
        ) : (
          <Facts change={data} />
        )}
      </div>
    </Card>
  )
}

const Facts = ({ change }: { change: Change }) => {
  const { limits, deadlines, certificates, stores, before, after } = change
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1.5 text-sm max-sm:grid-cols-1">
      <Fact name="Before">
        <Value item={before} />
      </Fact>
      <Fact name="Afterwards">
        <Value item={after} />
      </Fact>
      <Fact name="Stores">
        {stores.length === 0
          ? 'None of yours lies in this state.'
          : stores.map(({ name }) => name).join(', ')}
      </Fact>
      {limits.customerKinds.length > 0 && (
        <Fact name="Customers">{limits.customerKinds.map((kind) => CUSTOMER_KINDS[kind]).join(', ')}</Fact>
      )}
      {limits.buckets.map(({ id, label, before: was, after: is }) => (
        <Fact key={id} name={label}>
          {was ?? 'no cap'} → {is ?? 'no cap'}
        </Fact>
      ))}
      {limits.forms.length > 0 && (
        <Fact name="Goods">
          {formNames(limits.forms)} count differently; {count(limits.products)}{' '}
          {limits.products === 1 ? 'active product' : 'active products'} may be of them.
        </Fact>
      )}
      <Deadlines deadlines={deadlines} store={stores[0]} />
      {certificates > 0 && (
        <Fact name="Lab certificates">
          {count(certificates)} without a stated expiry {certificates === 1 ? 'follows' : 'follow'} the rule.
        </Fact>
      )}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-muted max-sm:mt-1">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)

const Value = ({ item }: { item: RuleItem }) => (
  <span className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
    <span>
      <NotLaw status={item.status} />
      {wordsOf(item.topic, item.value) ?? 'Nothing known'}
    </span>
    <StandingBadges status={item.status} origin={item.origin} />
    {!item.applied && <span className="text-xs text-due-text">not applied</span>}
  </span>
)

/** Deadlines of a case discovered at noon of the first day. */
const Deadlines = ({
  deadlines,
  store,
}: {
  deadlines: Change['deadlines']
  store: Change['stores'][number] | undefined
}) => {
  const { stores } = useMe()
  const usual = useTimeZone()
  if (deadlines.length === 0 || store === undefined) return null
  const zone = stores.find(({ id }) => id === store.id)?.timeZone ?? usual
  return (
    <Fact name="Deadlines">
      <p className="text-xs text-faint">Of a case found at noon of the first day, in {store.name}</p>
      <ul>
        {deadlines.map(({ kind, before, after }) => (
          <li key={kind}>
            {sentence(kind)}:{' '}
            {before === after ? (
              <>stays {instant(after, zone)}</>
            ) : (
              <>
                {instant(before, zone)} → <span className="font-medium">{instant(after, zone)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Fact>
  )
}
