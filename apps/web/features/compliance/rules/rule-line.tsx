'use client'

import { day } from '@/lib/format'
import { useFilters } from '@/lib/use-filters'
import { spanWords } from './queries'
import { NotLaw, StandingBadges } from './standing-badges'
import { withoutRule } from './topics'
import type { RuleItem } from './values'
import { wordsOf } from './value-words'

/** One topic: its value in words, since when, where it was read, and how certain it is. */
export const RuleLine = ({ item }: { item: RuleItem }) => {
  const { set } = useFilters()
  const open = (): void => set({ topic: item.topic })
  const words = wordsOf(item.topic, item.value)
  return (
    <li className="relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 px-4 py-2 text-sm hover:bg-hover/60 md:grid-cols-[17rem_1fr_11rem]">
      <h3 className="min-w-0 font-medium">
        <button
          type="button"
          onClick={open}
          className="rounded-sm text-left hover:text-accent-text hover:underline after:absolute after:inset-0"
        >
          {item.label}
        </button>
      </h3>
      <div className="col-span-2 min-w-0 max-md:order-last md:col-span-1">
        {words === null ? (
          <p className="text-faint">
            Nothing known.{item.topic.startsWith('purchase_limit.') && ` ${withoutRule(item) ?? ''}`}
          </p>
        ) : (
          <>
            <p className={item.applied ? '' : 'text-muted'}>
              <NotLaw status={item.status} />
              {words}
            </p>
            <p className="text-xs text-faint">
              {item.source}
              {(item.effectiveFrom !== null || item.effectiveTo !== null) && <> · {spanWords(item, day)}</>}
              {!item.applied && ' · shown, not applied'}
            </p>
          </>
        )}
      </div>
      <div className="text-right md:text-left">
        <StandingBadges status={item.status} origin={item.origin} />
      </div>
    </li>
  )
}
