'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { day } from '@/lib/format'
import { spanWords } from './queries'
import type { RuleVersion, Topic } from './values'
import { wordsOf } from './value-words'

/** Takes a rule of the organisation back, with the reason. */
export const WithdrawForm = ({
  formId,
  topic,
  rule,
  errors,
  onSubmit,
}: {
  formId: string
  topic: Topic
  rule: RuleVersion
  errors: Readonly<Record<string, string>>
  onSubmit: (reason: string) => void
}) => {
  const [reason, setReason] = useState('')
  return (
    <form
      id={formId}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(reason)
      }}
    >
      <div className="text-sm">
        <p className="font-medium">{wordsOf(topic, rule.value) ?? 'Declared unknown'}</p>
        <p className="text-muted">{spanWords(rule, day)}</p>
      </div>
      <Notice tone="due">
        What held before holds again on all its days, also in the past. The withdrawn rule stays in the
        history.
      </Notice>
      <Field label="Why it is withdrawn" error={errors['reason']}>
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
