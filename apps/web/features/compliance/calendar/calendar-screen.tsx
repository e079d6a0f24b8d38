'use client'

import { Plus } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/input'
import { useCan } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { CREDENTIAL_KINDS, DUE_STEP } from '@/lib/words'
import { ComplianceScreen } from '../compliance-tabs'
import { AddCredential } from './add-credential'
import { CredentialList } from './credential-list'
import { CredentialPanel } from './credential-panel'
import { DueTiles } from './due-tiles'
import { calendarList, dueCredentials, type CalendarFilters } from './queries'
import { useStoreFilter } from './use-store-filter'

/** Licences, badges and lab certificates by the day they run out. */
export const CalendarScreen = () => {
  const { get, set } = useFilters()
  const mayManage = useCan('compliance.manage')
  const [adding, setAdding] = useState(false)
  const storeId = useStoreFilter()
  const { data: due } = useQuery(dueCredentials(storeId))
  const filters: CalendarFilters = { kind: get('kind'), status: get('status'), due: get('due') }
  const add = mayManage && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus /> Add
    </Button>
  )
  return (
    <ComplianceScreen
      note="Licences, badges and lab certificates by expiry"
      actions={
        <>
          {/* what is due in a step is picked from another list, which no file holds */}
          {!Object.hasOwn(DUE_STEP, filters.due) && <ExportMenu of={calendarList(filters, storeId)} />}
          {add}
        </>
      }
    >
      <DueTiles
        counts={due?.counts}
        chosen={filters.due}
        onChoose={(next) => set({ due: next, status: null })}
      />
      <Card>
        <div className="flex flex-wrap items-center gap-2 border-b p-3">
          <Select
            aria-label="Kind"
            value={filters.kind}
            onChange={(event) => set({ kind: event.target.value })}
            className="w-44"
          >
            <option value="">All kinds</option>
            {Object.entries(CREDENTIAL_KINDS).map(([value, { many }]) => (
              <option key={value} value={value}>
                {many}
              </option>
            ))}
          </Select>
          <Select
            aria-label="Status"
            value={filters.status}
            onChange={(event) => set({ status: event.target.value, due: null })}
            className="w-36"
          >
            <option value="">In force</option>
            <option value="renewed">Renewed</option>
            <option value="retired">Retired</option>
          </Select>
        </div>
        <CredentialList
          filters={filters}
          storeId={storeId}
          add={add}
          openId={get('id')}
          onOpen={(id) => set({ id })}
        />
      </Card>
      {adding && <AddCredential onClose={() => setAdding(false)} />}
      {get('id') !== '' && (
        <CredentialPanel key={get('id')} id={get('id')} onClose={() => set({ id: null })} />
      )}
    </ComplianceScreen>
  )
}
