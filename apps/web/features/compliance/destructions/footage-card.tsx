'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { day, instant } from '@/lib/format'
import { useCan, useMe, useStoreChoice } from '@/lib/me'
import { question } from '@/lib/question'
import { FOOTAGE_DAYS, footageEnding, type Footage } from './queries'

const SHOWS: Readonly<Record<string, string>> = {
  count_session: 'A count',
  movement: 'A correction or destruction',
  recall: 'A recall',
}

/** Footage that recorders will overwrite soon, and noting that it was saved. */
export const FootageCard = () => {
  const store = useStoreChoice()
  const mayReview = useCan('inventory.review')
  const [saving, setSaving] = useState<Footage | null>(null)
  const [setting, setSetting] = useState(false)
  const { data, error, refetch } = useQuery(footageEnding(store?.id))
  const { data: settings } = useQuery(question('/footage-settings'))
  return (
    <Card aria-label="Footage">
      <CardHead
        title="Footage about to be overwritten"
        note={settings === undefined ? undefined : `Your recorders keep ${settings.keptDays} days`}
      >
        {mayReview && settings !== undefined && (
          <Button size="sm" onClick={() => setSetting(true)}>
            Change the days
          </Button>
        )}
      </CardHead>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">
          No footage that is pointed to is lost within {FOOTAGE_DAYS} days.
        </p>
      ) : (
        <ul className="divide-y border-t">
          {data.items.map((item) => (
            <FootageLine key={item.id} item={item} onSave={mayReview ? () => setSaving(item) : null} />
          ))}
        </ul>
      )}
      {saving !== null && <SaveDialog item={saving} onClose={() => setSaving(null)} />}
      {setting && settings !== undefined && (
        <KeptDaysDialog keptDays={settings.keptDays} onClose={() => setSetting(false)} />
      )}
    </Card>
  )
}

const FootageLine = ({ item, onSave }: { item: Footage; onSave: (() => void) | null }) => {
  const { stores } = useMe()
  const zone = stores.find(({ id }) => id === item.storeId)?.timeZone ?? 'UTC'
  const lost = Date.parse(item.keptUntil) <= Date.now()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-56">
        <span className="block font-medium">{item.camera}</span>
        <span className="block text-xs text-muted">
          {SHOWS[item.subjectType] ?? item.subjectType}, {instant(item.beganAt, zone)} to{' '}
          {instant(item.endedAt, zone)}
        </span>
      </span>
      <Badge tone={lost ? 'danger' : 'due'}>
        <span suppressHydrationWarning>{lost ? 'Overwritten' : `Until ${day(item.keptUntil)}`}</span>
      </Badge>
      {onSave !== null && (
        <Button size="sm" onClick={onSave}>
          It was saved<span className="sr-only">, the footage of {item.camera}</span>
        </Button>
      )}
    </li>
  )
}

const SaveDialog = ({ item, onClose }: { item: Footage; onClose: () => void }) => {
  const [savedAs, setSavedAs] = useState('')
  const save = useCommand('POST /footage/{id}/saved', {
    stale: ['/footage/ending', '/destructions', '/count-sessions/{id}'],
    done: 'Noted; its clock stops',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Footage of ${item.camera}`}
      description="Note the copy that stays."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ body: { savedAs: savedAs.trim() }, path: { id: item.id } })
        }}
      >
        <Field
          label="Where it was saved"
          hint="File name, drive or evidence number"
          error={save.fields['savedAs']}
        >
          <Input
            required
            autoFocus
            maxLength={500}
            value={savedAs}
            onChange={(event) => setSavedAs(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={savedAs.trim() === ''}>
            Note it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const KeptDaysDialog = ({ keptDays, onClose }: { keptDays: number; onClose: () => void }) => {
  const [days, setDays] = useState(String(keptDays))
  const save = useCommand('PUT /footage-settings', {
    stale: ['/footage-settings'],
    done: 'Saved',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="How long recorders keep footage"
      description="It rules over footage noted from now on."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ body: { keptDays: Number(days) } })
        }}
      >
        <Field label="Days" error={save.fields['keptDays']}>
          <Input
            type="number"
            required
            autoFocus
            min={1}
            max={3660}
            className="num w-28 text-right"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
