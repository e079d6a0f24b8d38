'use client'

import type { ReactNode } from 'react'
import { day, instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { stateName } from '../rules/states'
import { DaysLeft } from './days-left'
import type { Credential } from './queries'

/** What a paper says, how its expiry is known, and what became of it. */
export const CredentialFacts = ({ credential }: { credential: Credential }) => {
  const zone = useTimeZone()
  const { expiryNote, note, packageTag, status, closedAt, closedReason } = credential
  return (
    <section aria-label="What it says" tabIndex={0} className="flex flex-col gap-4">
      <div>
        <DaysLeft credential={credential} />
      </div>
      <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1.5 text-sm">
        <Fact name="Expires">
          {credential.expiresOn === null ? 'Not known' : day(credential.expiresOn)}
          {expiryNote !== '' && <span className="block text-xs text-faint">{expiryNote}</span>}
        </Fact>
        <Fact name="Issued">{day(credential.issuedOn)}</Fact>
        <Fact name="Issued by">{credential.issuer}</Fact>
        <Fact name="Holder">{credential.holder}</Fact>
        <Fact name="State">{stateName(credential.state)}</Fact>
        <Fact name="Store">{credential.storeName ?? 'None'}</Fact>
        {packageTag !== null && <Fact name="Package tag">{packageTag}</Fact>}
        {note !== '' && <Fact name="Note">{note}</Fact>}
        {status !== 'active' && (
          <Fact name={status === 'renewed' ? 'Renewed' : 'Retired'}>
            {instant(closedAt, zone)}
            {closedReason !== null && <span className="block text-muted">{closedReason}</span>}
          </Fact>
        )}
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
)
