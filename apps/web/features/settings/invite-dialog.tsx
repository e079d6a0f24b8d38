'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { notify } from '@/components/ui/toast'
import type { Role } from '@/lib/contract'
import { useMe } from '@/lib/me'
import { ROLES } from '@/lib/words'
import { useCommand } from './use-command'

/** Invites a person; the link is shown once, to be handed over. */
export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const me = useMe()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('buyer')
  const [link, setLink] = useState<string | null>(null)
  const invite = useCommand('POST /invitations', {
    stale: ['/invitations'],
    done: 'Invitation made',
    after: (reply) => setLink(new URL(reply.link, window.location.origin).href),
  })
  const roles = (Object.keys(ROLES) as Role[]).filter((known) => known !== 'owner' || me.role === 'owner')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite a person"
      footer={
        link === null ? (
          <>
            <Button onClick={onClose}>Not now</Button>
            <Button type="submit" form="invite" variant="primary" busy={invite.isPending}>
              Make the link
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {link === null ? (
        <form
          id="invite"
          className="flex flex-col gap-3.5"
          onSubmit={(event) => {
            event.preventDefault()
            invite.mutate({ body: { email, role } })
          }}
        >
          <Field label="E-mail" error={invite.fields['email']}>
            <Input
              type="email"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <Field label="Role" hint={ROLES[role].may}>
            <Select value={role} onChange={(event) => setRole(event.target.value as Role)}>
              {roles.map((known) => (
                <option key={known} value={known}>
                  {ROLES[known].label}
                </option>
              ))}
            </Select>
          </Field>
        </form>
      ) : (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">
            Hand this link to {email}. It is shown only now and works once.
          </p>
          <div className="flex gap-2">
            <Input
              readOnly
              value={link}
              aria-label="Invitation link"
              onFocus={(event) => event.target.select()}
            />
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(link).then(() => notify.done('Copied'), notify.failed)
              }
            >
              <Copy /> Copy
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
