'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { BellOff, CircleCheck, Mail } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { cn } from '@/lib/cn'
import type { AlertItem, AlertTotals } from '@/lib/contract'
import { count } from '@/lib/format'
import { useCan, useMoney, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { useView } from '@/lib/view'
import { ALERT_KIND } from '@/lib/words'
import { AlertRow } from './alert-row'
import { NotificationsDialog } from './notifications-dialog'
import { alertList } from './queries'
import { SnoozeDialog } from './snooze-dialog'
import { useInboxKeys } from './use-inbox-keys'
import { useReopen } from './use-reopen'

/** Everything that costs money if nobody looks, most urgent and then most dollars first; news come by themselves. */
export const AlertsScreen = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  const live = useView((view) => view.live)
  const [notifications, setNotifications] = useState(false)
  const filters = { state: get('state'), kind: get('kind') }
  const query = useInfiniteQuery({ ...alertList(filters, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const totals = query.data?.pages[0]?.totals
  return (
    <Screen
      title="Alerts"
      note={live ? 'Most urgent first · live' : 'Most urgent first'}
      actions={
        <>
          <ExportMenu of={alertList(filters, store?.id)} />
          <Button onClick={() => setNotifications(true)} aria-label="Notifications">
            <Mail /> <span className="max-sm:hidden">Notifications</span>
          </Button>
          <Segmented
            label="State"
            value={filters.state === '' ? 'open' : filters.state}
            onChange={(state) => set({ state: state === 'open' ? null : state, kind: null })}
            options={[
              { value: 'open', label: 'Open' },
              { value: 'snoozed', label: 'Snoozed' },
              { value: 'resolved', label: 'Resolved' },
            ]}
          />
        </>
      }
    >
      {totals !== undefined && <Kinds totals={totals} kind={filters.kind} onKind={(kind) => set({ kind })} />}
      <Card className={cn('overflow-hidden transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={filters.state === 'snoozed' ? BellOff : CircleCheck}
            title={filters.state === '' ? 'Nothing needs attention' : 'No alerts here'}
          >
            {filters.state === '' && 'Alerts appear when stock runs low, piles up or is about to expire.'}
          </EmptyState>
        ) : (
          <Inbox rows={rows} showStore={store === null} />
        )}
        {query.hasNextPage && (
          <div className="border-t p-2 text-center">
            <Button
              variant="ghost"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </Button>
          </div>
        )}
      </Card>
      {notifications && <NotificationsDialog onClose={() => setNotifications(false)} />}
    </Screen>
  )
}

const Kinds = ({
  totals,
  kind,
  onKind,
}: {
  totals: AlertTotals
  kind: string
  onKind: (kind: string | null) => void
}) => {
  const { money } = useMoney()
  const chip = (active: boolean): string =>
    cn(
      'flex items-baseline gap-2 rounded-md border bg-surface px-3 py-1.5 text-sm shadow-card hover:border-line-strong',
      active && 'border-accent bg-accent-soft/50',
    )
  return (
    <div className="flex flex-wrap gap-2" role="group" aria-label="Kind of alert">
      <button
        type="button"
        aria-pressed={kind === ''}
        className={chip(kind === '')}
        onClick={() => onKind(null)}
      >
        All <span className="num text-muted">{count(totals.count)}</span>
        <span className="num text-xs text-faint">{money(totals.dollarsMinor, true)}</span>
      </button>
      {totals.byKind.map((part) => (
        <button
          key={part.kind}
          type="button"
          aria-pressed={kind === part.kind}
          className={chip(kind === part.kind)}
          onClick={() => onKind(kind === part.kind ? null : part.kind)}
        >
          {ALERT_KIND[part.kind].label} <span className="num text-muted">{count(part.count)}</span>
          {part.dollarsMinor > 0 && (
            <span className="num text-xs text-faint">{money(part.dollarsMinor, true)}</span>
          )}
        </button>
      ))}
    </div>
  )
}

const Inbox = ({ rows, showStore }: { rows: readonly AlertItem[]; showStore: boolean }) => {
  const mayHandle = useCan('alerts.handle')
  const [snoozing, setSnoozing] = useState<AlertItem | null>(null)
  const reopen = useReopen()
  const { listRef, onKeyDown } = useInboxKeys((index) => {
    const alert = rows[index]
    if (mayHandle && alert?.state === 'open') setSnoozing(alert)
  })
  return (
    <>
      <ul ref={listRef} onKeyDown={onKeyDown} aria-label="Alerts" className="divide-y">
        {rows.map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            showStore={showStore}
            onSnooze={mayHandle && alert.state === 'open' ? () => setSnoozing(alert) : null}
            onReopen={mayHandle && alert.state === 'snoozed' ? () => reopen.mutate(alert.id) : null}
          />
        ))}
      </ul>
      <p className="hidden border-t px-4 py-2 text-xs text-faint lg:block">
        <Key>j</Key> <Key>k</Key> move · <Key>Enter</Key> open · <Key>s</Key> snooze
      </p>
      {snoozing !== null && <SnoozeDialog alert={snoozing} onClose={() => setSnoozing(null)} />}
    </>
  )
}

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded border bg-sunken px-1 font-sans text-2xs">{children}</kbd>
)
