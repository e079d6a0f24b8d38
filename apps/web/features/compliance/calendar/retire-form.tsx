'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'

/** Ends a paper with the reason. */
export const RetireForm = ({
  formId,
  errors,
  onSubmit,
}: {
  formId: string
  errors: Readonly<Record<string, string>>
  onSubmit: (reason: string) => void
}) => {
  const [reason, setReason] = useState('')
  return (
    <form
      id={formId}
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(reason)
      }}
    >
      <p className="text-sm text-muted">
        Nobody is told of its expiry any more. It stays on record as retired, with your reason.
      </p>
      <Field label="Why it is retired" error={errors['reason']}>
        <Textarea
          required
          autoFocus
          minLength={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </form>
  )
}
