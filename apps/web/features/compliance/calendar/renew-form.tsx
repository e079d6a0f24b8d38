'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import type { BodyOf } from '@/lib/contract'
import { todayIn } from '@/lib/day'
import { day } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import type { Credential } from './queries'

type Renewal = BodyOf<'POST /compliance/credentials/{id}/renew'>

/** What the new paper says. The old one stays, marked as renewed. */
export const RenewForm = ({
  formId,
  credential,
  errors,
  onSubmit,
}: {
  formId: string
  credential: Credential
  errors: Readonly<Record<string, string>>
  onSubmit: (body: Renewal) => void
}) => {
  const today = todayIn(useTimeZone())
  const [number, setNumber] = useState(credential.number)
  const [issuedOn, setIssuedOn] = useState(today)
  const [expiresOn, setExpiresOn] = useState('')
  const [note, setNote] = useState('')
  return (
    <form
      id={formId}
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit({
          number,
          issuedOn: issuedOn === '' ? null : issuedOn,
          expiresOn: expiresOn === '' ? null : expiresOn,
          note,
        })
      }}
    >
      <p className="text-sm text-muted">
        {credential.expiresOn === null
          ? 'The expiry of the old one is not known.'
          : `The old one runs out on ${day(credential.expiresOn)}.`}{' '}
        It stays on record as renewed.
      </p>
      <Field label="Number" error={errors['number']}>
        <Input required maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />
      </Field>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Issued on" error={errors['issuedOn']}>
          <Input type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />
        </Field>
        <Field
          label="Expires on"
          hint={credential.kind === 'coa' ? 'Empty: by the state’s rule' : 'Empty: not known'}
          error={errors['expiresOn']}
        >
          <Input
            type="date"
            autoFocus
            min={issuedOn}
            value={expiresOn}
            onChange={(event) => setExpiresOn(event.target.value)}
          />
        </Field>
      </div>
      <Field label="Note (optional)" error={errors['note']}>
        <Textarea maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </form>
  )
}
