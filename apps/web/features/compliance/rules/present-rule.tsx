import { Notice } from '@/components/ui/states'
import { day } from '@/lib/format'
import { spanWords } from './queries'
import { RuleValue } from './rule-value'
import { StandingBadges } from './standing-badges'
import { withoutRule } from './topics'
import { limitIn, type RuleItem } from './values'

/** What holds on the day, with everything that tells how far it may be relied upon. */
export const PresentRule = ({ item }: { item: RuleItem }) => (
  <section aria-label="What holds" tabIndex={0} className="flex flex-col gap-2.5">
    <div>
      <StandingBadges status={item.status} origin={item.origin} />
    </div>
    {item.status === 'unknown' ? (
      <p className="text-sm">{item.reason}</p>
    ) : (
      <RuleValue topic={item.topic} value={item.value} status={item.status} />
    )}
    <p className="text-sm text-muted">{item.standing}</p>
    {item.note !== null && <p className="text-sm text-muted">{item.note}</p>}
    {item.status !== 'unknown' && (
      <p className="text-xs text-faint">
        {spanWords(item, day)}
        {item.sourceReadOn !== null && <> · source read {day(item.sourceReadOn)}</>}
      </p>
    )}
    <Notice tone={item.applied ? 'accent' : 'due'}>
      {consequenceOf(item)}
      {item.applied ? null : ` ${withoutRule(item) ?? ''}`}
    </Notice>
  </section>
)

const consequenceOf = ({ applied, status, value }: RuleItem): string => {
  if (applied)
    return hasMarks(value)
      ? 'The product acts on it. Goods that only a less certain part of it counts are refused.'
      : 'The product acts on it.'
  return status === 'unknown'
    ? 'There is nothing the product could act on.'
    : 'Shown only: it is less certain than what your organisation acts on.'
}

/** Whether a purchase limit has parts of a certainty of their own. */
const hasMarks = (value: unknown): boolean =>
  (limitIn(value)?.buckets ?? []).some(
    ({ mark, counts }) => mark !== undefined || counts.some((count) => count.mark !== undefined),
  )
