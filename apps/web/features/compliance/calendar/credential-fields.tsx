'use client'

import { useQuery } from '@tanstack/react-query'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import { STATES } from '@/features/account/time-zones'
import { useCan, useMe } from '@/lib/me'
import { question } from '@/lib/question'
import { stateName } from '../rules/states'
import type { CredentialKind } from './queries'

/** What is typed of a new paper. */
export interface CredentialDraft {
  readonly kind: CredentialKind
  readonly storeId: string
  readonly membershipId: string
  readonly packageTag: string
  readonly holder: string
  readonly number: string
  readonly issuer: string
  readonly state: string
  readonly issuedOn: string
  readonly expiresOn: string
  readonly note: string
}

interface PartProps {
  readonly fields: CredentialDraft
  readonly errors: Readonly<Record<string, string>>
  readonly set: (part: Partial<CredentialDraft>) => void
}

/** Whose or what it is about. */
export const AboutFields = ({ fields, errors, set }: PartProps) => {
  const { stores } = useMe()
  const maySeePeople = useCan('people.read')
  return (
    <>
      {fields.kind === 'badge' && maySeePeople && (
        <PersonField
          chosen={fields.membershipId}
          error={errors['membershipId']}
          onChoose={(membershipId, name) =>
            set({ membershipId, ...(name === undefined ? {} : { holder: name }) })
          }
        />
      )}
      {fields.kind === 'coa' && (
        <Field label="Package tag" hint="The goods the certificate is about" error={errors['packageTag']}>
          <Input
            required
            maxLength={60}
            value={fields.packageTag}
            onChange={(event) => set({ packageTag: event.target.value })}
          />
        </Field>
      )}
      <Field label="Holder" error={errors['holder']}>
        <Input
          required
          maxLength={200}
          value={fields.holder}
          onChange={(event) => set({ holder: event.target.value })}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Store" error={errors['storeId']}>
          <Select
            value={fields.storeId}
            onChange={(event) => {
              const store = stores.find(({ id }) => id === event.target.value)
              set({ storeId: event.target.value, ...(store === undefined ? {} : { state: store.state }) })
            }}
          >
            <option value="">None</option>
            {stores
              .filter(({ active }) => active)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <Field label="State" error={errors['state']}>
          <Select value={fields.state} onChange={(event) => set({ state: event.target.value })}>
            {STATES.map((state) => (
              <option key={state} value={state}>
                {stateName(state)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  )
}

/** What the paper itself says. */
export const PaperFields = ({ fields, errors, set }: PartProps) => (
  <>
    <Field label="Number" error={errors['number']}>
      <Input
        required
        maxLength={100}
        value={fields.number}
        onChange={(event) => set({ number: event.target.value })}
      />
    </Field>
    <Field
      label="Issued by"
      hint={fields.kind === 'coa' ? 'The laboratory' : 'The agency'}
      error={errors['issuer']}
    >
      <Input
        required
        maxLength={200}
        value={fields.issuer}
        onChange={(event) => set({ issuer: event.target.value })}
      />
    </Field>
    <div className="grid grid-cols-2 items-start gap-3">
      <Field label="Issued on" error={errors['issuedOn']}>
        <Input
          type="date"
          value={fields.issuedOn}
          onChange={(event) => set({ issuedOn: event.target.value })}
        />
      </Field>
      <Field
        label="Expires on"
        hint={fields.kind === 'coa' ? 'Empty: by the state’s rule' : 'Empty: not known'}
        error={errors['expiresOn']}
      >
        <Input
          type="date"
          min={fields.issuedOn}
          value={fields.expiresOn}
          onChange={(event) => set({ expiresOn: event.target.value })}
        />
      </Field>
    </div>
    <Field label="Note (optional)" error={errors['note']}>
      <Textarea
        maxLength={2000}
        value={fields.note}
        onChange={(event) => set({ note: event.target.value })}
      />
    </Field>
  </>
)

/** The person a badge belongs to, among those who work here. */
const PersonField = ({
  chosen,
  error,
  onChoose,
}: {
  chosen: string
  error: string | undefined
  onChoose: (membershipId: string, name: string | undefined) => void
}) => {
  const { data } = useQuery(question('/people'))
  return (
    <Field label="Person" hint="Among those who work with the product; else write the holder" error={error}>
      <Select
        value={chosen}
        onChange={(event) =>
          onChoose(
            event.target.value,
            data?.items.find(({ membershipId }) => membershipId === event.target.value)?.name,
          )
        }
      >
        <option value="">Nobody of them</option>
        {data?.items.map(({ membershipId, name }) => (
          <option key={membershipId} value={membershipId}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
}
