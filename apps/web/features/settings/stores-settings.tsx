'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CUT_OFFS, timeZonesWith } from '@/features/account/time-zones'
import type { Store } from '@/lib/contract'
import { useCan, useMe } from '@/lib/me'
import { SalesSources } from './sales-sources'
import { SettingsScreen } from './settings-tabs'
import { StorePanel } from './store-panel'

/** The stores, their licences and clocks, and where their sales come from. */
export const StoresSettings = () => {
  const { stores } = useMe()
  const mayManage = useCan('organization.manage')
  const [editing, setEditing] = useState<Store | 'new' | null>(null)
  return (
    <SettingsScreen
      actions={
        mayManage && (
          <Button onClick={() => setEditing('new')}>
            <Plus /> Add a store
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {stores.map((store) => (
          <StoreCard
            key={store.id}
            store={store}
            {...(mayManage ? { onEdit: () => setEditing(store) } : {})}
          />
        ))}
      </div>
      {editing !== null && (
        <StorePanel store={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </SettingsScreen>
  )
}

const StoreCard = ({ store, onEdit }: { store: Store; onEdit?: () => void }) => {
  const zone = timeZonesWith(store.timeZone).find((known) => known.zone === store.timeZone)
  const cutOff = CUT_OFFS.find(({ minutes }) => minutes === store.cutOffMinutes)
  return (
    <Card className="flex flex-col">
      <header className="flex items-center gap-2.5 px-4 pt-3.5 pb-2.5">
        <h2 className="text-sm font-semibold">{store.name}</h2>
        <Badge>{store.state}</Badge>
        {!store.active && <Badge tone="due">Closed</Badge>}
        {onEdit !== undefined && (
          <Button size="sm" className="ml-auto" onClick={onEdit} aria-label={`Edit ${store.name}`}>
            Edit
          </Button>
        )}
      </header>
      <dl className="grid grid-cols-[9rem_1fr] gap-y-1 px-4 pb-3 text-sm">
        <dt className="text-muted">Licence</dt>
        <dd>
          {store.licenceNumber === '' ? <span className="text-faint">not said</span> : store.licenceNumber}
        </dd>
        <dt className="text-muted">Time zone</dt>
        <dd>{zone?.label ?? store.timeZone}</dd>
        <dt className="text-muted">Business day ends</dt>
        <dd>{cutOff?.label ?? `${store.cutOffMinutes} min after midnight`}</dd>
        <dt className="text-muted">Currency</dt>
        <dd>{store.currency}</dd>
      </dl>
      <SalesSources store={store} />
    </Card>
  )
}
