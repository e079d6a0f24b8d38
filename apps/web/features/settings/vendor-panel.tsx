'use client'

import { ToggleGroup } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import type { NewVendor, Vendor } from '@/lib/contract'
import { useCommand } from './use-command'

export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const FORM = 'vendor-form'

interface Fields {
  readonly name: string
  readonly email: string
  readonly licenceNumber: string
  readonly leadTimeDays: string
  readonly leadTimeSpreadDays: string
  readonly reviewDays: string
  readonly minimum: string
  readonly orderWeekdays: readonly number[]
  readonly takesReturns: '' | 'yes' | 'no'
  readonly active: boolean
}

const fieldsOf = (vendor: Vendor | null): Fields => ({
  name: vendor?.name ?? '',
  email: vendor?.email ?? '',
  licenceNumber: vendor?.licenceNumber ?? '',
  leadTimeDays: String(vendor?.leadTimeDays ?? 7),
  leadTimeSpreadDays: String(vendor?.leadTimeSpreadDays ?? 1),
  reviewDays: String(vendor?.reviewDays ?? 7),
  minimum: vendor === null ? '0' : (vendor.minimumOrderMinor / 100).toFixed(2),
  orderWeekdays: vendor?.orderWeekdays ?? [],
  takesReturns: vendor?.takesReturns == null ? '' : vendor.takesReturns ? 'yes' : 'no',
  active: vendor?.active ?? true,
})

const bodyOf = (fields: Fields): NewVendor => ({
  name: fields.name,
  email: fields.email.trim() === '' ? null : fields.email.trim(),
  licenceNumber: fields.licenceNumber.trim() === '' ? null : fields.licenceNumber.trim(),
  leadTimeDays: Number(fields.leadTimeDays),
  leadTimeSpreadDays: Number(fields.leadTimeSpreadDays),
  reviewDays: Number(fields.reviewDays),
  minimumOrderMinor: Math.round(Number(fields.minimum) * 100),
  orderWeekdays: fields.orderWeekdays.toSorted((a, b) => a - b),
  takesReturns: fields.takesReturns === '' ? null : fields.takesReturns === 'yes',
  active: fields.active,
})

/** Adds a vendor, or changes one. */
export const VendorPanel = ({
  vendor,
  readOnly,
  onClose,
}: {
  vendor: Vendor | null
  readOnly: boolean
  onClose: () => void
}) => {
  const [fields, setFields] = useState(() => fieldsOf(vendor))
  const options = { stale: ['/vendors', '/reorder', '/purchase-orders/{id}'], done: 'Saved', after: onClose }
  const add = useCommand('POST /vendors', options)
  const change = useCommand('PATCH /vendors/{id}', options)
  const errors = { ...add.fields, ...change.fields }
  const submit = (): void =>
    vendor === null
      ? add.mutate({ body: bodyOf(fields) })
      : change.mutate({ body: { ...bodyOf(fields), version: vendor.version }, path: { id: vendor.id } })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={vendor?.name ?? 'Add a vendor'}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {!readOnly && (
            <Button type="submit" form={FORM} variant="primary" busy={add.isPending || change.isPending}>
              Save
            </Button>
          )}
        </>
      }
    >
      <form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <fieldset disabled={readOnly} className="flex flex-col gap-3.5">
          <VendorFieldset
            fields={fields}
            errors={errors}
            set={(part) => setFields((old) => ({ ...old, ...part }))}
          />
        </fieldset>
      </form>
    </Sheet>
  )
}

const VendorFieldset = ({
  fields,
  errors,
  set,
}: {
  fields: Fields
  errors: Readonly<Record<string, string>>
  set: (part: Partial<Fields>) => void
}) => {
  const text = (name: keyof Fields, rest: React.ComponentProps<typeof Input> = {}) => (
    <Input value={String(fields[name])} onChange={(event) => set({ [name]: event.target.value })} {...rest} />
  )
  const number = { type: 'number', min: 0, step: 'any', className: 'num text-right' } as const
  return (
    <>
      <Field label="Name" error={errors['name']}>
        {text('name', { required: true, maxLength: 200 })}
      </Field>
      <Field label="E-mail for orders" error={errors['email']}>
        {text('email', { type: 'email' })}
      </Field>
      <Field label="Licence number" error={errors['licenceNumber']}>
        {text('licenceNumber')}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Lead time, days" hint="From order to shelf" error={errors['leadTimeDays']}>
          {text('leadTimeDays', { ...number, step: 1 })}
        </Field>
        <Field label="Varies by, days" hint="Either way" error={errors['leadTimeSpreadDays']}>
          {text('leadTimeSpreadDays', number)}
        </Field>
        <Field label="Ordered every, days" error={errors['reviewDays']}>
          {text('reviewDays', { ...number, min: 1, step: 1 })}
        </Field>
        <Field label="Minimum order" error={errors['minimumOrderMinor']}>
          {text('minimum', number)}
        </Field>
      </div>
      <div>
        <p className="mb-1 text-xs font-medium text-muted">Order days</p>
        <ToggleGroup.Root
          type="multiple"
          aria-label="Order days"
          value={fields.orderWeekdays.map(String)}
          onValueChange={(days) => set({ orderWeekdays: days.map(Number) })}
          className="flex gap-1"
        >
          {WEEKDAYS.map((label, weekday) => (
            <ToggleGroup.Item
              key={label}
              value={String(weekday)}
              className="h-8 flex-1 rounded-md border text-xs font-medium text-muted hover:bg-hover data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
            >
              {label}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <p className="mt-1 text-xs text-faint">None chosen: any day</p>
      </div>
      <Field label="Takes goods back" hint="Asked about lots that expire" error={errors['takesReturns']}>
        <Select
          value={fields.takesReturns}
          onChange={(event) => set({ takesReturns: event.target.value as Fields['takesReturns'] })}
        >
          <option value="">Not known</option>
          <option value="yes">Yes, at cost</option>
          <option value="no">No</option>
        </Select>
      </Field>
      <label className="flex items-center gap-2.5 text-sm">
        <Switch checked={fields.active} onCheckedChange={(active) => set({ active })} />
        Bought from
      </label>
    </>
  )
}
