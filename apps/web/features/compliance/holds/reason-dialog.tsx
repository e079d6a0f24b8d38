'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'

/** One decision that needs a reason in a person's words. */
export const ReasonDialog = ({
  title,
  description,
  label,
  action,
  tone = 'primary',
  busy,
  error,
  max = 500,
  disabled = false,
  children,
  onClose,
  onSubmit,
}: {
  title: string
  description?: ReactNode
  label: string
  /** What the button says. */
  action: string
  tone?: 'primary' | 'danger'
  busy: boolean
  error?: string | undefined
  max?: number
  disabled?: boolean
  children?: ReactNode
  onClose: () => void
  onSubmit: (reason: string) => void
}) => {
  const [reason, setReason] = useState('')
  return (
    <Dialog open onOpenChange={onClose} title={title} description={description}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit(reason.trim())
        }}
      >
        {children}
        <Field label={label} error={error}>
          <Textarea
            required
            autoFocus
            maxLength={max}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" variant={tone} busy={busy} disabled={disabled || reason.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
