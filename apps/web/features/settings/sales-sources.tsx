'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { profileName } from '@/features/imports/fields'
import type { SalesSource, Store } from '@/lib/contract'
import { startOfDay, todayIn } from '@/lib/day'
import { day } from '@/lib/format'
import { useCan } from '@/lib/me'
import { question } from '@/lib/question'
import { useCommand } from './use-command'

const nameOf = (source: string): string => {
  const [kind, profile = ''] = source.split(':')
  if (kind !== 'file') return source
  return `Files: ${profileName(profile) ?? (profile === 'generic' ? 'own layouts' : profile)}`
}

/** The business day an instant falls on at the store; a cut-over is a moment, people think of it as a day. */
const dayAt = (instant: string | null, store: Store): string =>
  instant === null ? '' : todayIn(store.timeZone, new Date(instant))

/** Where a store's sales come from, and from when to when each source counts. */
export const SalesSources = ({ store }: { store: Store }) => {
  const mayEdit = useCan('imports.run')
  const { data } = useQuery({
    ...question('/sales-sources', { query: { storeId: store.id } }),
    enabled: mayEdit,
    retry: false,
  })
  const [editing, setEditing] = useState<SalesSource | null>(null)
  if (data === undefined || data.items.length === 0) return null
  return (
    <section className="border-t px-4 py-3">
      <h3 className="mb-1 text-xs font-medium text-muted">Sales come from</h3>
      <ul className="text-sm">
        {data.items.map((source) => (
          <li key={source.id} className="flex items-baseline gap-3 py-1">
            <span className="min-w-0 flex-1 truncate">{nameOf(source.source)}</span>
            <span className="text-xs text-faint">{spanOf(source, store)}</span>
            <Button
              variant="link"
              size="inline"
              className="text-xs"
              onClick={() => setEditing(source)}
              aria-label={`Cut-over of ${nameOf(source.source)}`}
            >
              Cut-over
            </Button>
          </li>
        ))}
      </ul>
      {editing !== null && <CutOver source={editing} store={store} onClose={() => setEditing(null)} />}
    </section>
  )
}

const spanOf = ({ activeFrom, activeUntil }: SalesSource, store: Store): string => {
  if (activeFrom === null && activeUntil === null) return 'all days'
  const from = activeFrom === null ? '' : `from ${day(dayAt(activeFrom, store))}`
  const until = activeUntil === null ? '' : `before ${day(dayAt(activeUntil, store))}`
  return [from, until].filter((part) => part !== '').join(', ')
}

const CutOver = ({ source, store, onClose }: { source: SalesSource; store: Store; onClose: () => void }) => {
  const [from, setFrom] = useState(dayAt(source.activeFrom, store))
  const [until, setUntil] = useState(dayAt(source.activeUntil, store))
  const save = useCommand('PUT /sales-sources/{id}', {
    stale: ['/sales-sources'],
    done: 'Saved',
    after: onClose,
  })
  const startOf = (text: string): string | null =>
    text === '' ? null : startOfDay(text, store.timeZone, store.cutOffMinutes)
  const submit = (): void =>
    save.mutate({
      path: { id: source.id },
      body: { activeFrom: startOf(from), activeUntil: startOf(until) },
    })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Cut-over"
      description={`${nameOf(source.source)}, ${store.name}`}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            Save
          </Button>
        </>
      }
    >
      <p className="mb-3 text-sm text-muted">
        Sales of this source count only within these days. When a store moves to another till, end the old
        source on the day the new one starts, and no sale is counted twice.
      </p>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Counts from" hint="Empty: from the beginning" error={save.fields['activeFrom']}>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label="Ends before" hint="Empty: no end" error={save.fields['activeUntil']}>
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
