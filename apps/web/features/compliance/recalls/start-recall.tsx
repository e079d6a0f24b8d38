'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { useCommand } from '@/features/settings/use-command'
import { STALE_RECALLS, type RecallItem } from './queries'
import { NO_RECALL_SCOPE, recallScopeOf } from './scope-draft'
import { RecallScopeFields } from './scope-fields'
import { useTimeZone } from '@/lib/me'

const FORM = 'start-recall'

/** Starts the clock of a recall, or of a drill that rehearses one. */
export const StartRecall = ({ kind: first, onClose }: { kind: RecallItem['kind']; onClose: () => void }) => {
  const router = useRouter()
  const zone = useTimeZone()
  const [kind, setKind] = useState(first)
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const [authority, setAuthority] = useState('')
  const [draft, setDraft] = useState(NO_RECALL_SCOPE)
  const scope = recallScopeOf(draft, zone)
  const start = useCommand('POST /recalls', {
    stale: STALE_RECALLS,
    done: kind === 'drill' ? 'The drill has begun; its clock runs' : 'The recall has begun; its clock runs',
    after: ({ recallId }) => router.push(`/compliance/recalls/${recallId}`),
  })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={kind === 'drill' ? 'Start a drill' : 'Start a recall'}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            busy={start.isPending}
            disabled={scope === null || title.trim() === '' || reason.trim() === ''}
          >
            Start the clock
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          if (scope !== null)
            start.mutate({
              body: { kind, title: title.trim(), reason: reason.trim(), authority: authority.trim(), scope },
            })
        }}
      >
        <Segmented
          label="Kind"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'recall', label: 'Recall' },
            { value: 'drill', label: 'Drill' },
          ]}
          className="self-start"
        />
        {kind === 'drill' ? (
          <Notice tone="frozen">
            A rehearsal on real goods. Everything is traced and timed; nothing is held.
          </Notice>
        ) : (
          <Notice tone="danger">For real: what is found can be taken out of sale in one step.</Notice>
        )}
        <Field label="Title" error={start.fields['title']}>
          <Input
            required
            maxLength={200}
            value={title}
            placeholder={kind === 'drill' ? 'Quarterly drill' : 'Recall of batch H7'}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <RecallScopeFields draft={draft} errors={start.fields} onChange={setDraft} />
        <Field label="Why" error={start.fields['reason']}>
          <Textarea
            required
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Field
          label="Ordered by (optional)"
          hint="The agency or vendor, and their reference"
          error={start.fields['authority']}
        >
          <Input maxLength={200} value={authority} onChange={(event) => setAuthority(event.target.value)} />
        </Field>
      </form>
    </Sheet>
  )
}
