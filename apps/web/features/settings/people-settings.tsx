'use client'

import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Select } from '@/components/ui/input'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import type { Invitation, Person, Role } from '@/lib/contract'
import { day } from '@/lib/format'
import { useCan, useMe } from '@/lib/me'
import { question } from '@/lib/question'
import { ROLES } from '@/lib/words'
import { InviteDialog } from './invite-dialog'
import { SettingsScreen } from './settings-tabs'
import { useCommand } from './use-command'

/** Who works here and what they may do. */
export const PeopleSettings = () => {
  const mayManage = useCan('people.manage')
  const [inviting, setInviting] = useState(false)
  const { data, error, refetch } = useQuery(question('/people'))
  return (
    <SettingsScreen
      actions={
        mayManage && (
          <Button onClick={() => setInviting(true)}>
            <UserPlus /> Invite
          </Button>
        )
      }
    >
      <Card>
        <CardHead title="People" />
        {data === undefined ? (
          error === null ? (
            <SkeletonRows rows={3} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : (
          <ul className="divide-y border-t">
            {data.items.map((person) => (
              <PersonLine key={person.membershipId} person={person} mayManage={mayManage} />
            ))}
          </ul>
        )}
      </Card>
      <Invitations mayManage={mayManage} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsScreen>
  )
}

const PersonLine = ({ person, mayManage }: { person: Person; mayManage: boolean }) => {
  const me = useMe()
  const change = useCommand('PATCH /people/{id}', { stale: ['/people'], done: 'Saved' })
  const self = person.email === me.user.email
  const path = { id: person.membershipId }
  const roles = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'owner' || me.role === 'owner')
  const editable = mayManage && !self && (person.role !== 'owner' || me.role === 'owner')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate text-sm font-medium">
          {person.name}
          {self && <span className="font-normal text-faint"> (you)</span>}
        </p>
        <p className="truncate text-xs text-faint">{person.email}</p>
      </div>
      {!person.active && <Badge tone="due">No access</Badge>}
      {editable ? (
        <>
          <Select
            aria-label={`Role of ${person.name}`}
            value={person.role}
            title={ROLES[person.role].may}
            onChange={(event) => change.mutate({ body: { role: event.target.value as Role }, path })}
            className="w-36"
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {ROLES[role].label}
              </option>
            ))}
          </Select>
          <Button
            size="sm"
            variant={person.active ? 'danger' : 'secondary'}
            busy={change.isPending}
            onClick={() => change.mutate({ body: { active: !person.active }, path })}
          >
            {person.active ? 'Take access away' : 'Give access'}
          </Button>
        </>
      ) : (
        <span className="text-sm text-muted" title={ROLES[person.role].may}>
          {ROLES[person.role].label}
        </span>
      )}
    </li>
  )
}

const Invitations = ({ mayManage }: { mayManage: boolean }) => {
  const { data } = useQuery(question('/invitations'))
  const revoke = useCommand('DELETE /invitations/{id}', { stale: ['/invitations'], done: 'Taken back' })
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card>
      <CardHead title="Open invitations" />
      <ul className="divide-y border-t">
        {data.items.map((invitation: Invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <div className="min-w-0 flex-1 basis-48">
              <p className="truncate text-sm font-medium">{invitation.email}</p>
              <p className="text-xs text-faint">
                {ROLES[invitation.role].label}, invited <Ago at={invitation.createdAt} />, good until{' '}
                {day(invitation.expiresAt)}
              </p>
            </div>
            {mayManage && (
              <Button
                size="sm"
                variant="danger"
                onClick={() => revoke.mutate({ body: undefined, path: { id: invitation.id } })}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
