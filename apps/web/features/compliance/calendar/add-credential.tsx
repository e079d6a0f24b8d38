'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Segmented } from '@/components/ui/tabs'
import { useCommand } from '@/features/settings/use-command'
import type { BodyOf } from '@/lib/contract'
import { useMe, useStoreChoice } from '@/lib/me'
import { CREDENTIAL_KINDS } from '@/lib/words'
import { usualState } from '../rules/states'
import { AboutFields, PaperFields, type CredentialDraft } from './credential-fields'
import { STALE_CREDENTIALS, type CredentialKind } from './queries'

const FORM = 'add-credential'

/** Adds a licence, a badge or a lab certificate. */
export const AddCredential = ({ onClose }: { onClose: () => void }) => {
  const { stores, organization } = useMe()
  const store = useStoreChoice()
  const [fields, setFields] = useState<CredentialDraft>(() => ({
    kind: 'licence',
    storeId: store?.id ?? '',
    membershipId: '',
    packageTag: '',
    holder: organization.name,
    number: '',
    issuer: '',
    state: usualState(store?.id, stores),
    issuedOn: '',
    expiresOn: '',
    note: '',
  }))
  const set = (part: Partial<CredentialDraft>): void => setFields((old) => ({ ...old, ...part }))
  const add = useCommand('POST /compliance/credentials', {
    stale: STALE_CREDENTIALS,
    done: 'Added',
    after: onClose,
  })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="Add to the calendar"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={FORM} variant="primary" busy={add.isPending}>
            Add
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ body: bodyOf(fields) })
        }}
      >
        <Segmented
          label="Kind"
          value={fields.kind}
          onChange={(kind) => set({ kind })}
          options={KINDS}
          className="self-start"
        />
        <AboutFields fields={fields} errors={add.fields} set={set} />
        <PaperFields fields={fields} errors={add.fields} set={set} />
      </form>
    </Sheet>
  )
}

const KINDS = (Object.keys(CREDENTIAL_KINDS) as CredentialKind[]).map((value) => ({
  value,
  label: CREDENTIAL_KINDS[value].label,
}))

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const bodyOf = (fields: CredentialDraft): BodyOf<'POST /compliance/credentials'> => ({
  kind: fields.kind,
  storeId: orNull(fields.storeId),
  membershipId: fields.kind === 'badge' ? orNull(fields.membershipId) : null,
  packageTag: fields.kind === 'coa' ? orNull(fields.packageTag) : null,
  holder: fields.holder,
  number: fields.number,
  issuer: fields.issuer,
  state: fields.state,
  issuedOn: orNull(fields.issuedOn),
  expiresOn: orNull(fields.expiresOn),
  note: fields.note,
})
