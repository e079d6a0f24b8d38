'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Select } from '@/components/ui/input'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { list } from '@/lib/question'
import { useFilters } from '@/lib/use-filters'
import { sentence } from '@/lib/words'
import { AuditLine } from './audit-line'
import { SettingsScreen } from './settings-tabs'

/** What the trail speaks of, as the API names it. */
const SUBJECTS = [
  'alert',
  'forecast_run',
  'import',
  'invitation',
  'list',
  'membership',
  'organization',
  'product',
  'purchase_order',
  'sales_source',
  'store',
  'upload',
  'vendor',
]

/** Who changed what, newest first. Rows are only ever added. */
export const AuditSettings = () => {
  const { get, set } = useFilters()
  const subject = get('about')
  const trail = list('/audit', { query: { resourceType: subject, limit: 50 } })
  const query = useInfiniteQuery({
    ...trail,
    placeholderData: keepPreviousData,
  })
  const events = query.data?.pages.flatMap((page) => page.items)
  return (
    <SettingsScreen>
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        <CardHead title="Audit trail" note="Every change, newest first; nothing here can be altered">
          <Select
            aria-label="About"
            value={subject}
            onChange={(event) => set({ about: event.target.value })}
            className="w-44"
          >
            <option value="">Everything</option>
            {SUBJECTS.map((name) => (
              <option key={name} value={name}>
                {sentence(name)}
              </option>
            ))}
          </Select>
          <ExportMenu of={trail} />
        </CardHead>
        {events === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : events.length === 0 ? (
          <EmptyState icon={ScrollText} title="Nothing was changed" className="py-8">
            {subject !== '' && `No change of this kind is on record: ${sentence(subject)}.`}
          </EmptyState>
        ) : (
          <ul className="divide-y border-t">
            {events.map((event) => (
              <AuditLine key={event.id} event={event} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <div className="border-t p-2 text-center">
            <Button
              variant="ghost"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show older
            </Button>
          </div>
        )}
      </Card>
    </SettingsScreen>
  )
}
