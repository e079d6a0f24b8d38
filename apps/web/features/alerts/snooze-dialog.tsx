'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import type { AlertItem } from '@/lib/contract'
import { useReopen } from './use-reopen'

const SPANS = [
  { value: '1', label: 'A day' },
  { value: '3', label: '3 days' },
  { value: '7', label: 'A week' },
  { value: '14', label: '2 weeks' },
  { value: '30', label: 'A month' },
] as const
const REASONS = [
  'Order is on its way',
  'Known, being sold off',
  'Seasonal, wanted so',
  'Count is wrong, will recount',
]
const DAY_MS = 86_400_000

/** Puts an alert aside for a while, with the reason. */
export const SnoozeDialog = ({ alert, onClose }: { alert: AlertItem; onClose: () => void }) => {
  const client = useQueryClient()
  const reopen = useReopen()
  const [days, setDays] = useState<(typeof SPANS)[number]['value']>('7')
  const [reason, setReason] = useState('')
  const snooze = useMutation({
    mutationFn: () => {
      const until = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
      return write('POST /alerts/{id}/snooze', { until, reason }, { id: alert.id })
    },
    onSuccess: async () => {
      notify.done('Snoozed', { label: 'Undo', onClick: () => reopen.mutate(alert.id) })
      onClose()
      await client.invalidateQueries({ queryKey: ['/alerts'] })
      await client.invalidateQueries({ queryKey: ['/dashboard'] })
    },
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Snooze"
      description={alert.title}
      footer={
        <>
          <Button onClick={onClose}>Keep it open</Button>
          <Button
            variant="primary"
            type="submit"
            form="snooze"
            busy={snooze.isPending}
            disabled={reason.trim() === ''}
          >
            Snooze
          </Button>
        </>
      }
    >
      <form
        id="snooze"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          snooze.mutate()
        }}
      >
        <div>
          <p className="mb-1 text-xs font-medium text-muted">For</p>
          <Segmented label="For how long" value={days} onChange={setDays} options={SPANS} />
        </div>
        <Field label="Why">
          <Input
            autoFocus
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="-mt-2 flex flex-wrap gap-1.5">
          {REASONS.map((text) => (
            <Button key={text} size="sm" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
        {snooze.error !== null && <Notice tone="danger">{messageOf(snooze.error)}</Notice>}
      </form>
    </Dialog>
  )
}
