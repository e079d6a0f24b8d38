'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { STALE_CORRECTIONS, type Preview } from './correction-queries'

/** Shows exactly what will be written, and takes reason, note and the person's password for it. */
export const ConfirmCorrection = ({
  id,
  preview,
  onClose,
}: {
  id: string
  preview: Preview
  onClose: () => void
}) => {
  const [reasonCode, setReasonCode] = useState('')
  const [note, setNote] = useState('')
  const [password, setPassword] = useState('')
  const confirm = useCommand('POST /compliance/discrepancies/{id}/correction', {
    stale: STALE_CORRECTIONS,
    done: preview.writesEnabled ? 'It is being sent to the state' : 'It waits until writing is turned on',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={preview.title}
      description={`This is all that is written, once, over ${preview.connectionName ?? 'the connection'}. It is on record with your name.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" form="correction" variant="primary" busy={confirm.isPending}>
            Send it
          </Button>
        </>
      }
    >
      <form
        id="correction"
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          const reason = reasonCode.trim() === '' ? {} : { reasonCode: reasonCode.trim() }
          confirm.mutate({ body: { ...reason, note: note.trim(), password }, path: { id } })
        }}
      >
        <Changes changes={preview.changes} />
        {!preview.writesEnabled && (
          <Notice tone="due">
            Writing over this connection is off. The correction waits until a person of compliance turns it
            on.
          </Notice>
        )}
        {preview.needsReason && (
          <Reason
            reasons={preview.reasons}
            value={reasonCode}
            error={confirm.fields['reasonCode']}
            onChange={setReasonCode}
          />
        )}
        <Field label="Note" error={confirm.fields['note']}>
          <Textarea maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <Field label="Your password" error={confirm.fields['password']}>
          <Input
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}

const Changes = ({ changes }: { changes: Preview['changes'] }) => (
  <table className="w-full text-sm">
    <thead>
      <tr className="text-left text-xs text-muted">
        <th className="py-1 pr-3 font-medium">What</th>
        <th className="py-1 pr-3 font-medium">Now</th>
        <th className="py-1 font-medium">After</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ field, before, after }) => (
        <tr key={field} className="border-t align-top">
          <th scope="row" className="py-1.5 pr-3 text-left font-normal break-all">
            {field}
          </th>
          <td className="num py-1.5 pr-3 text-muted">{before ?? 'not there'}</td>
          <td className="num py-1.5 font-medium">{after}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Reason = ({
  reasons,
  value,
  error,
  onChange,
}: {
  reasons: readonly string[]
  value: string
  error: string | undefined
  onChange: (reason: string) => void
}) => (
  <Field label="Reason the state asks for" error={error}>
    {reasons.length > 0 ? (
      <Select required value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Choose…</option>
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {reason}
          </option>
        ))}
      </Select>
    ) : (
      <Input required maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />
    )}
  </Field>
)
