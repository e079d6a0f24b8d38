'use client'

import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import { useMe, useStoreChoice, useTimeZone } from '@/lib/me'
import { usualPeriods, type Period } from './periods'

/** Chooses store and days, and has the pack prepared. */
export const PreparePack = () => {
  const { stores } = useMe()
  const chosen = useStoreChoice()
  const zone = useTimeZone()
  const usual = usualPeriods(new Date().toLocaleDateString('en-CA', { timeZone: zone }))
  const [storeId, setStoreId] = useState(chosen?.id ?? stores[0]?.id ?? '')
  const [period, setPeriod] = useState<Period>(usual[0] ?? { from: '', to: '' })
  const prepare = useCommand('POST /compliance/inspection-packs', {
    stale: ['/compliance/inspection-packs'],
    done: 'It is being prepared',
  })
  return (
    <Card aria-label="Prepare a pack">
      <CardHead
        title="Prepare a pack"
        note="Reconciliations with sign-off, discrepancies and their resolution, counts, destructions with camera and time, receipts reported, people, rules"
      />
      <form
        className="flex flex-wrap items-end gap-3 border-t p-4"
        onSubmit={(event) => {
          event.preventDefault()
          prepare.mutate({ body: { storeId, ...period } })
        }}
      >
        <Field label="Store" error={prepare.fields['storeId']}>
          <Select value={storeId} onChange={(event) => setStoreId(event.target.value)}>
            {stores.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="From" error={prepare.fields['from']}>
          <Input
            type="date"
            required
            value={period.from}
            onChange={(event) => setPeriod((before) => ({ ...before, from: event.target.value }))}
          />
        </Field>
        <Field label="To" error={prepare.fields['to']}>
          <Input
            type="date"
            required
            value={period.to}
            onChange={(event) => setPeriod((before) => ({ ...before, to: event.target.value }))}
          />
        </Field>
        <div className="flex flex-wrap gap-1">
          {usual.map(({ label, ...span }) => (
            <Button key={label} variant="ghost" size="sm" onClick={() => setPeriod(span)}>
              {label}
            </Button>
          ))}
        </div>
        <Button type="submit" variant="primary" busy={prepare.isPending} className="sm:ml-auto">
          <FileCheck /> Prepare
        </Button>
      </form>
    </Card>
  )
}
