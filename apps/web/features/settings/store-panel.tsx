'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { CUT_OFFS, STATES, timeZonesWith, useBrowserTimeZone } from '@/features/account/time-zones'
import type { Store } from '@/lib/contract'
import { useCommand } from './use-command'

const FORM = 'store-form'

/** Opens a store, or changes one. */
export const StorePanel = ({ store, onClose }: { store: Store | null; onClose: () => void }) => {
  const browserZone = useBrowserTimeZone()
  const [fields, setFields] = useState({
    name: store?.name ?? '',
    licenceNumber: store?.licenceNumber ?? '',
    state: store?.state ?? '',
    timeZone: store?.timeZone ?? browserZone,
    cutOffMinutes: store?.cutOffMinutes ?? 0,
  })
  const [active, setActive] = useState(store?.active ?? true)
  const options = { stale: ['/me', '/stores'], done: 'Saved', after: onClose }
  const open = useCommand('POST /stores', options)
  const change = useCommand('PATCH /stores/{id}', options)
  const errors = { ...open.fields, ...change.fields }
  const set = (part: Partial<typeof fields>): void => setFields((old) => ({ ...old, ...part }))
  const submit = (): void =>
    store === null
      ? open.mutate({ body: fields })
      : change.mutate({ body: { ...fields, active }, path: { id: store.id } })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={store === null ? 'Add a store' : store.name}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={FORM} variant="primary" busy={open.isPending || change.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label="Name" error={errors['name']}>
          <Input required value={fields.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <Field label="Licence number" error={errors['licenceNumber']}>
            <Input
              value={fields.licenceNumber}
              onChange={(event) => set({ licenceNumber: event.target.value })}
            />
          </Field>
          <Field label="State" error={errors['state']}>
            <Select required value={fields.state} onChange={(event) => set({ state: event.target.value })}>
              <option value="" disabled />
              {STATES.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </Select>
          </Field>
        </div>
        <Field label="Time zone" error={errors['timeZone']}>
          <Select value={fields.timeZone} onChange={(event) => set({ timeZone: event.target.value })}>
            {timeZonesWith(fields.timeZone).map(({ zone, label }) => (
              <option key={zone} value={zone}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Business day ends" hint="Sales after midnight but before this count for the day before">
          <Select
            value={fields.cutOffMinutes}
            onChange={(event) => set({ cutOffMinutes: Number(event.target.value) })}
          >
            {CUT_OFFS.map(({ minutes, label }) => (
              <option key={minutes} value={minutes}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {store !== null && (
          <label className="flex items-center gap-2.5 text-sm">
            <Switch checked={active} onCheckedChange={setActive} />
            Open
          </label>
        )}
      </form>
    </Sheet>
  )
}
