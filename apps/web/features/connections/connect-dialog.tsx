'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { SkeletonRows } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { useCommand } from '@/features/settings/use-command'
import { write } from '@/lib/api'
import { useMe } from '@/lib/me'
import { question } from '@/lib/question'
import { STALE, type Connection, type Verdict, type VendorChoice, type VendorField } from './queries'

/** Enters a vendor's keys for a store, or replaces those of a connection. Keys are tried before they are kept. */
export const ConnectDialog = ({ connection, onClose }: { connection?: Connection; onClose: () => void }) => {
  const { data } = useQuery(question('/connection-vendors'))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={connection === undefined ? 'Connect a store' : `Change ${connection.name}`}
      description="Keys are sealed as soon as they arrive and never shown again."
    >
      {data === undefined ? (
        <SkeletonRows rows={4} />
      ) : (
        <ConnectForm vendors={data.items} connection={connection} onClose={onClose} />
      )}
    </Dialog>
  )
}

const ConnectForm = ({
  vendors,
  connection,
  onClose,
}: {
  vendors: readonly VendorChoice[]
  connection: Connection | undefined
  onClose: () => void
}) => {
  const me = useMe()
  const [vendorName, setVendorName] = useState(connection?.vendor ?? vendors[0]?.vendor)
  const [storeId, setStoreId] = useState(connection?.storeId ?? me.stores[0]?.id ?? '')
  const [name, setName] = useState(connection?.name ?? '')
  const [settings, setSettings] = useState<Record<string, string>>(connection?.settings ?? {})
  const [credentials, setCredentials] = useState<Record<string, string>>({})
  const vendor = vendors.find((one) => one.vendor === vendorName)
  const isNew = connection === undefined
  const entered = Object.values(credentials).some((value) => value !== '')
  const add = useCommand('POST /connections', { stale: STALE, done: 'Connected', after: onClose })
  const edit = useCommand('PATCH /connections/{id}', { stale: STALE, done: 'Saved', after: onClose })
  const trial = useMutation({
    mutationFn: () =>
      write('POST /connections/try', {
        storeId,
        vendor: vendor?.vendor ?? 'metrc',
        settings: filled(settings),
        credentials: filled(credentials),
      }),
    onError: notify.failed,
  })
  if (vendor === undefined) return null
  const errors = { ...add.fields, ...edit.fields }
  const save = (): void => {
    const body = { name: name.trim() === '' ? vendor.title : name, settings: filled(settings) }
    if (isNew)
      add.mutate({ body: { ...body, storeId, vendor: vendor.vendor, credentials: filled(credentials) } })
    else
      edit.mutate({
        body: { ...body, ...(entered ? { credentials: filled(credentials) } : {}) },
        path: { id: connection.id },
      })
  }
  return (
    <form
      className="flex flex-col gap-3.5"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {isNew && (
        <div className="grid grid-cols-1 gap-3.5 sm:grid-cols-2">
          <Field label="System">
            <Select
              value={vendor.vendor}
              onChange={(event) => {
                setVendorName(event.target.value as VendorChoice['vendor'])
                setSettings({})
                setCredentials({})
                trial.reset()
              }}
            >
              <optgroup label="State registers">{vendors.filter(isState).map(option)}</optgroup>
              <optgroup label="Tills">{vendors.filter((one) => !isState(one)).map(option)}</optgroup>
            </Select>
          </Field>
          <Field label="Store" error={errors['storeId']}>
            <Select value={storeId} onChange={(event) => setStoreId(event.target.value)}>
              {me.stores.map((store) => (
                <option key={store.id} value={store.id}>
                  {store.name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      <Field label="Name" hint="As you will see it in lists" error={errors['name']}>
        <Input
          value={name}
          placeholder={vendor.title}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Entries
        fields={vendor.settings}
        values={settings}
        onChange={setSettings}
        errors={errors}
        prefix="settings"
      />
      <Entries
        fields={vendor.credentials}
        values={credentials}
        onChange={setCredentials}
        errors={errors}
        prefix="credentials"
        {...(isNew ? {} : { placeholder: 'Leave empty to keep the present one' })}
      />
      {trial.data !== undefined && (
        <VerdictBox
          verdict={trial.data}
          onChoose={(id) => setSettings({ ...settings, [placeField(vendor)]: id })}
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="button" onClick={onClose}>
          Not now
        </Button>
        {(isNew || entered) && (
          <Button type="button" busy={trial.isPending} onClick={() => trial.mutate()}>
            Try the keys
          </Button>
        )}
        <Button type="submit" variant="primary" busy={add.isPending || edit.isPending}>
          {isNew ? 'Connect' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

const isState = ({ kind }: VendorChoice): boolean => kind === 'state'
const option = ({ vendor, title }: VendorChoice) => (
  <option key={vendor} value={vendor}>
    {title}
  </option>
)
const filled = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
/** The setting that names the facility or store within the vendor's system. */
const placeField = (vendor: VendorChoice): string => vendor.settings[0]?.name ?? 'place'

const Entries = ({
  fields,
  values,
  onChange,
  errors,
  prefix,
  placeholder,
}: {
  fields: readonly VendorField[]
  values: Readonly<Record<string, string>>
  onChange: (values: Record<string, string>) => void
  errors: Readonly<Record<string, string>>
  prefix: string
  placeholder?: string
}) =>
  fields.map((field) => (
    <Field
      key={field.name}
      label={field.required ? field.label : `${field.label} (if you have one)`}
      hint={field.help}
      error={errors[`${prefix}.${field.name}`]}
    >
      <Input
        type={field.secret ? 'password' : 'text'}
        autoComplete={field.secret ? 'new-password' : 'off'}
        placeholder={placeholder}
        value={values[field.name] ?? ''}
        onChange={(event) => onChange({ ...values, [field.name]: event.target.value })}
      />
    </Field>
  ))

const VerdictBox = ({ verdict, onChoose }: { verdict: Verdict; onChoose: (id: string) => void }) => (
  <div
    role="status"
    className={`rounded px-3 py-2 text-sm ${verdict.ok ? 'bg-accent-soft text-accent-text' : 'bg-danger-soft text-danger-text'}`}
  >
    <p>{verdict.summary}</p>
    {verdict.advice !== null && <p className="mt-1">{verdict.advice}</p>}
    {verdict.places.length > 1 && (
      <ul className="mt-2 flex flex-wrap gap-2">
        {verdict.places.map(({ id, name }) => (
          <li key={id}>
            <Button type="button" size="sm" onClick={() => onChoose(id)}>
              {name} ({id})
            </Button>
          </li>
        ))}
      </ul>
    )}
  </div>
)
