'use client'

import { Button } from '@/components/ui/button'
import { Field, FieldGroup } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { write } from '@/lib/api'
import { CUT_OFFS, STATES, timeZonesWith, useBrowserTimeZone } from './time-zones'
import { useForm } from './use-form'

/** Creates the organisation, its first store and its owner. */
export const SignUpForm = () => {
  const zone = useBrowserTimeZone()
  const form = useForm(async (fields) => {
    await write('POST /auth/sign-up', {
      name: fields['name'] ?? '',
      email: fields['email'] ?? '',
      password: fields['password'] ?? '',
      organizationName: fields['organizationName'] ?? '',
      storeName: fields['storeName'] ?? '',
      licenceNumber: fields['licenceNumber'] ?? '',
      state: fields['state'] ?? '',
      timeZone: fields['timeZone'] ?? zone,
      cutOffMinutes: Number(fields['cutOffMinutes'] ?? 0),
    })
    window.location.assign('/')
  })
  const text = (name: string, rest: React.ComponentProps<typeof Input> = {}) => (
    <Input name={name} required maxLength={200} {...rest} />
  )
  return (
    <form method="post" onSubmit={form.onSubmit} className="flex flex-col gap-6">
      <FieldGroup title="You">
        <Field label="Your name" error={form.fields['name']}>
          {text('name', { autoComplete: 'name', autoFocus: true })}
        </Field>
        <Field label="E-mail" error={form.fields['email']}>
          {text('email', { type: 'email', autoComplete: 'username' })}
        </Field>
        <Field label="Password" hint="At least 10 characters" error={form.fields['password']}>
          {text('password', { type: 'password', autoComplete: 'new-password', minLength: 10 })}
        </Field>
      </FieldGroup>
      <FieldGroup title="Your shop">
        <Field label="Organisation" error={form.fields['organizationName']}>
          {text('organizationName', { autoComplete: 'organization' })}
        </Field>
        <Field label="First store" hint="More stores can be added later" error={form.fields['storeName']}>
          {text('storeName')}
        </Field>
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <Field label="Licence number (optional)" error={form.fields['licenceNumber']}>
            {text('licenceNumber', { required: false, maxLength: 100 })}
          </Field>
          <Field label="State" error={form.fields['state']}>
            <Select name="state" required defaultValue="">
              <option value="" disabled />
              {STATES.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </Select>
          </Field>
        </div>
        <div className="grid grid-cols-[1fr_8rem] gap-3">
          <Field label="Time zone" error={form.fields['timeZone']}>
            <Select key={zone} name="timeZone" defaultValue={zone}>
              {timeZonesWith(zone).map((known) => (
                <option key={known.zone} value={known.zone}>
                  {known.label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Business day ends" error={form.fields['cutOffMinutes']}>
            <Select name="cutOffMinutes" defaultValue="0">
              {CUT_OFFS.map(({ minutes, label }) => (
                <option key={minutes} value={minutes}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </FieldGroup>
      {form.message !== null && (
        <div role="alert">
          <Notice tone="danger">{form.message}</Notice>
        </div>
      )}
      <Button type="submit" variant="primary" size="lg" busy={form.busy}>
        Create the shop
      </Button>
    </form>
  )
}
