'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import { useCan } from '@/lib/me'
import { CREDENTIAL_KINDS } from '@/lib/words'
import { CredentialFacts } from './credential-facts'
import { credentialOf, STALE_CREDENTIALS } from './queries'
import { RenewForm } from './renew-form'
import { RetireForm } from './retire-form'

const FORM = 'credential-form'

/** One licence, badge or lab certificate: its facts, and renewing or retiring it. */
export const CredentialPanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const mayManage = useCan('compliance.manage')
  const [mode, setMode] = useState<'read' | 'renew' | 'retire'>('read')
  const { data, error, refetch } = useQuery(credentialOf(id))
  const options = { stale: STALE_CREDENTIALS, after: onClose }
  const renew = useCommand('POST /compliance/credentials/{id}/renew', { ...options, done: 'Renewed' })
  const retire = useCommand('POST /compliance/credentials/{id}/retire', { ...options, done: 'Retired' })
  const back = (): void => setMode('read')
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={data === undefined ? 'Paper' : `${CREDENTIAL_KINDS[data.kind].label} ${data.number}`}
      {...(data === undefined ? {} : { description: data.holder })}
      footer={
        mode === 'read' ? (
          <>
            <Button onClick={onClose}>Close</Button>
            {mayManage && data?.status === 'active' && (
              <>
                <Button variant="danger" onClick={() => setMode('retire')}>
                  Retire
                </Button>
                <Button variant="primary" onClick={() => setMode('renew')}>
                  Renew
                </Button>
              </>
            )}
          </>
        ) : (
          <>
            <Button onClick={back}>Back</Button>
            <Button
              key="submit"
              type="submit"
              form={FORM}
              variant={mode === 'retire' ? 'danger' : 'primary'}
              busy={renew.isPending || retire.isPending}
            >
              {mode === 'retire' ? 'Retire it' : 'Put it in its place'}
            </Button>
          </>
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={5} className="px-0" />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : mode === 'renew' ? (
        <RenewForm
          formId={FORM}
          credential={data}
          errors={renew.fields}
          onSubmit={(body) => renew.mutate({ body, path: { id } })}
        />
      ) : mode === 'retire' ? (
        <RetireForm
          formId={FORM}
          errors={retire.fields}
          onSubmit={(reason) => retire.mutate({ body: { reason }, path: { id } })}
        />
      ) : (
        <CredentialFacts credential={data} />
      )}
    </Sheet>
  )
}
