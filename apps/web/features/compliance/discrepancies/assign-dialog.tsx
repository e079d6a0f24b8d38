'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import type { Person } from '@/lib/contract'
import { useMe } from '@/lib/me'
import { question } from '@/lib/question'
import { STALE_DISCREPANCIES, type DiscrepancyDetail } from './queries'

/** Gives a discrepancy to a person, oneself first, or back to nobody. */
export const AssignDialog = ({
  discrepancy,
  onClose,
}: {
  discrepancy: DiscrepancyDetail
  onClose: () => void
}) => {
  const { data, error, refetch } = useQuery(question('/people'))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Who takes care of it"
      description="The person finds it under Mine."
    >
      {data !== undefined ? (
        <AssignForm discrepancy={discrepancy} people={data.items} onClose={onClose} />
      ) : error === null ? (
        <SkeletonRows rows={2} />
      ) : (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
    </Dialog>
  )
}

const AssignForm = ({
  discrepancy,
  people,
  onClose,
}: {
  discrepancy: DiscrepancyDetail
  people: readonly Person[]
  onClose: () => void
}) => {
  const { user } = useMe()
  const own = people.find(({ email }) => email === user.email)
  const others = people.filter((person) => person.active && person !== own)
  const [membershipId, setMembershipId] = useState(discrepancy.assignedTo ?? own?.membershipId ?? '')
  const assign = useCommand('POST /compliance/discrepancies/{id}/assign', {
    stale: STALE_DISCREPANCIES,
    done: membershipId === '' ? 'Given back' : 'Assigned',
    after: onClose,
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const body = { membershipId: membershipId === '' ? null : membershipId }
        assign.mutate({ body, path: { id: discrepancy.id } })
      }}
    >
      <Field label="Person" error={assign.fields['membershipId']}>
        <Select value={membershipId} onChange={(event) => setMembershipId(event.target.value)}>
          {own !== undefined && <option value={own.membershipId}>Myself ({own.name})</option>}
          {others.map((person) => (
            <option key={person.membershipId} value={person.membershipId}>
              {person.name}
            </option>
          ))}
          <option value="">Nobody</option>
        </Select>
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="primary" busy={assign.isPending}>
          {membershipId === '' ? 'Give back' : 'Assign'}
        </Button>
      </div>
    </form>
  )
}
