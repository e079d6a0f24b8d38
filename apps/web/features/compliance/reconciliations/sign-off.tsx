'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { instant } from '@/lib/format'
import { useCan, useMe } from '@/lib/me'
import { STALE_RUNS, type Run } from './queries'

/** Who signed a reconciliation and what they wrote; or the form to sign it, once. */
export const SignOff = ({ run, zone }: { run: Run; zone: string }) => {
  const maySign = useCan('compliance.reconcile')
  const me = useMe()
  const [note, setNote] = useState('')
  const sign = useCommand('POST /compliance/reconciliations/{id}/sign-off', {
    stale: STALE_RUNS,
    done: 'Signed',
  })
  if (run.signedOffAt !== null)
    return (
      <Notice tone="accent">
        Signed by <strong>{run.signedOffName === '' ? 'a person since removed' : run.signedOffName}</strong>,{' '}
        {instant(run.signedOffAt, zone)}
        {run.signOffNote !== null && run.signOffNote !== '' && <>: “{run.signOffNote}”</>}
      </Notice>
    )
  if (!maySign) return <Notice>Not signed yet. Your role can look at it and not sign it.</Notice>
  return (
    <form
      aria-label="Sign-off"
      className="flex flex-col gap-3 border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        sign.mutate({ body: { note: note.trim() }, path: { id: run.id } })
      }}
    >
      <Field
        label="Note (if there is something to say)"
        hint={`Signed as ${me.user.name}. A signature is not changed later.`}
        error={sign.fields['note']}
      >
        <Textarea maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" busy={sign.isPending} className="self-end">
        Sign off
      </Button>
    </form>
  )
}
