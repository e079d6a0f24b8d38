'use client'

import { useQuery } from '@tanstack/react-query'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { useCan, useMe } from '@/lib/me'
import { question } from '@/lib/question'

/** Who watched: a colleague with an account, or somebody from outside by name. */
export interface WitnessDraft {
  readonly membershipId: string
  readonly name: string
}
export const NO_WITNESS: WitnessDraft = { membershipId: '', name: '' }

/** The witness as the API takes them, or null while nobody is named. */
export const witnessOf = ({
  membershipId,
  name,
}: WitnessDraft): { name: string; membershipId?: string } | null =>
  name.trim() === '' ? null : { name: name.trim(), ...(membershipId === '' ? {} : { membershipId }) }

/** Names the witness. One cannot be the witness of one's own act. */
export const WitnessFields = ({
  draft,
  errors,
  onChange,
}: {
  draft: WitnessDraft
  errors: Readonly<Record<string, string>>
  onChange: (draft: WitnessDraft) => void
}) => {
  const { user } = useMe()
  const maySeePeople = useCan('people.read')
  const { data } = useQuery({ ...question('/people'), enabled: maySeePeople })
  const others = (data?.items ?? []).filter(({ active, email }) => active && email !== user.email)
  const outside = draft.membershipId === ''
  return (
    <div className="flex flex-col gap-3">
      {others.length > 0 && (
        <Field label="Who watched" error={errors['witness']}>
          <Select
            value={draft.membershipId}
            onChange={(event) => {
              const person = others.find(({ membershipId }) => membershipId === event.target.value)
              onChange({ membershipId: person?.membershipId ?? '', name: person?.name ?? '' })
            }}
          >
            <option value="">Somebody from outside</option>
            {others.map(({ membershipId, name }) => (
              <option key={membershipId} value={membershipId}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {outside && (
        <Field
          label="Name of the witness"
          error={errors['witness.name'] ?? (others.length === 0 ? errors['witness'] : undefined)}
        >
          <Input
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => onChange({ membershipId: '', name: event.target.value })}
          />
        </Field>
      )}
    </div>
  )
}
