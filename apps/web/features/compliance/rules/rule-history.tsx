'use client'

import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { day, instant } from '@/lib/format'
import { useMe, useTimeZone } from '@/lib/me'
import { historyOf, spanWords } from './queries'
import { NotLaw, StandingBadges } from './standing-badges'
import type { RuleItem, RuleVersion } from './values'
import { wordsOf } from './value-words'

/** All rules there ever were on a topic; withdrawn ones stay, with the reason. */
export const RuleHistory = ({
  item,
  onWithdraw,
}: {
  item: RuleItem
  onWithdraw: ((rule: RuleVersion) => void) | null
}) => {
  const { data, error, refetch } = useQuery(historyOf(item.state, item.topic))
  return (
    <section aria-label="History" className="border-t pt-4">
      <h3 className="mb-1 text-sm font-semibold">History</h3>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} className="px-0" />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p className="text-sm text-faint">No rule was ever known here.</p>
      ) : (
        <ol className="divide-y">
          {data.items.map((rule) => (
            <Version
              key={rule.id}
              topic={item.topic}
              rule={rule}
              current={rule.id === item.id}
              onWithdraw={onWithdraw}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

const Version = ({
  topic,
  rule,
  current,
  onWithdraw,
}: {
  topic: RuleItem['topic']
  rule: RuleVersion
  current: boolean
  onWithdraw: ((rule: RuleVersion) => void) | null
}) => {
  const withdrawn = rule.withdrawnAt !== null
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{spanWords(rule, day)}</span>
          <StandingBadges status={rule.value === null ? 'unknown' : rule.status} origin={rule.origin} />
          {current && <Badge>Shown above</Badge>}
          {withdrawn && <Badge tone="danger">Withdrawn</Badge>}
        </p>
        <p className={cn(withdrawn && 'text-faint line-through')}>
          <NotLaw status={rule.status} />
          {wordsOf(topic, rule.value) ?? 'Declared unknown'}
        </p>
        <p className="text-xs text-faint">{rule.source}</p>
        <Record rule={rule} />
      </div>
      {rule.origin === 'organization' && !withdrawn && onWithdraw !== null && (
        <Button size="sm" variant="danger" onClick={() => onWithdraw(rule)}>
          Withdraw
        </Button>
      )}
    </li>
  )
}

/** Who changed what when, and why. */
const Record = ({ rule }: { rule: RuleVersion }) => {
  const { user } = useMe()
  const zone = useTimeZone()
  const who = (id: string | null): string => (id === user.id ? 'you' : 'a colleague')
  if (rule.recordedAt === null)
    return <p className="text-xs text-faint">Came with the product. {rule.note}</p>
  return (
    <>
      <p className="text-xs text-muted">
        Set by {who(rule.recordedBy)}, {instant(rule.recordedAt, zone)}: {rule.changeReason}
      </p>
      {rule.withdrawnAt !== null && (
        <p className="text-xs text-muted">
          Withdrawn by {who(rule.withdrawnBy)}, {instant(rule.withdrawnAt, zone)}: {rule.withdrawnReason}
        </p>
      )}
    </>
  )
}
