'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { STALE, type Connection } from './queries'

/** Whether corrections may be sent to the state; turning it on asks for the person's password again. */
export const WritesSwitch = ({ connection }: { connection: Connection }) => {
  const maySwitch = useCan('connections.write_switch')
  const [asking, setAsking] = useState(false)
  const on = connection.writesEnabled
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-4 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-64 text-muted">
        {on ? (
          <>
            <span className="font-medium text-due-text">Writing to the state is on.</span> Each correction is
            still shown and confirmed first.
          </>
        ) : (
          <>
            Writing to the state is off. Corrections are prepared, and done by hand in the state’s own system.
          </>
        )}
      </p>
      {maySwitch && (
        <Button size="sm" variant={on ? 'danger' : 'secondary'} onClick={() => setAsking(true)}>
          {on ? 'Turn off' : 'Turn on'}
        </Button>
      )}
      {asking && <SwitchDialog connection={connection} onClose={() => setAsking(false)} />}
    </div>
  )
}

const SwitchDialog = ({ connection, onClose }: { connection: Connection; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  const turnOn = !connection.writesEnabled
  const command = useCommand('POST /connections/{id}/writes', {
    stale: STALE,
    done: turnOn ? 'Writing is on' : 'Writing is off',
    after: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={turnOn ? 'Let corrections be sent to the state?' : 'Stop sending to the state?'}
      description={
        turnOn
          ? `What a person confirms is then written to ${connection.title} under your key. It is on record with your name.`
          : 'Prepared corrections wait until it is turned on again or are done by hand.'
      }
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            type="submit"
            form="writes"
            variant={turnOn ? 'primary' : 'danger'}
            busy={command.isPending}
          >
            {turnOn ? 'Turn on' : 'Turn off'}
          </Button>
        </>
      }
    >
      <form
        id="writes"
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          command.mutate({
            body: { enabled: turnOn, reason, ...(turnOn ? { password } : {}) },
            path: { id: connection.id },
          })
        }}
      >
        <Field label="Why" error={command.fields['reason']}>
          <Input
            required
            minLength={3}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {turnOn && (
          <Field label="Your password" error={command.fields['password']}>
            <Input
              type="password"
              required
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
