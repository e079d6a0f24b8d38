'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import { todayIn } from '@/lib/day'
import { day } from '@/lib/format'
import { useMe } from '@/lib/me'
import { footageOf } from '../destructions/footage-fields'
import { StoreField, useFirstStore } from '../holds/store-field'
import { MannerFields, USUAL_MANNER } from './manner-fields'
import { STALE_COUNTS, type CountScope } from './queries'
import { NO_SCOPE, scopeOf } from './scope-draft'
import { ScopeFields } from './scope-fields'
import { scopeText } from './scope-words'

const FORM = 'open-count'
const LONGEST_NAME = 200

/** Starts a count: what, by how many people, and whether they are told what is expected. */
export const OpenCount = ({ onClose }: { onClose: () => void }) => {
  const router = useRouter()
  const zoneOf = useZones()
  const [storeId, setStoreId] = useState(useFirstStore())
  const [name, setName] = useState('')
  const [scopeDraft, setScopeDraft] = useState(NO_SCOPE)
  const [manner, setManner] = useState(USUAL_MANNER)
  const open = useCommand('POST /count-sessions', {
    stale: STALE_COUNTS,
    done: 'The sheet is ready',
    after: ({ sessionId }) => router.push(`/compliance/counts/${sessionId}`),
  })
  const zone = zoneOf(storeId)
  const scope = scopeOf(scopeDraft)
  const footage = manner.filmed ? footageOf(manner.footage, zone) : null
  const usualName = scope === null ? '' : nameOf(scope, zone)
  const submit = (): void => {
    if (scope === null) return
    const { blind, people, by, separateReviewer } = manner
    open.mutate({
      body: {
        storeId,
        scope,
        blind,
        separateReviewer,
        name: name.trim() === '' ? usualName : name.trim(),
        people: people === '2' ? 2 : 1,
        by: scope.kind === 'room' ? 'package' : by,
        ...(footage === null ? {} : { footage }),
      },
    })
  }
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="Start a count"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            busy={open.isPending}
            disabled={scope === null || (manner.filmed && footage === null)}
          >
            Make the sheet
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <StoreField storeId={storeId} error={open.fields['storeId']} onChange={setStoreId} />
        <ScopeFields storeId={storeId} draft={scopeDraft} errors={open.fields} onChange={setScopeDraft} />
        <Field label="Name" hint="Empty: what is counted and the day" error={open.fields['name']}>
          <Input
            maxLength={LONGEST_NAME}
            value={name}
            placeholder={usualName}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <MannerFields
          draft={manner}
          byRoom={scopeDraft.kind === 'room'}
          errors={open.fields}
          onChange={setManner}
        />
      </form>
    </Sheet>
  )
}

const useZones = (): ((storeId: string) => string) => {
  const { stores } = useMe()
  return (storeId) => stores.find(({ id }) => id === storeId)?.timeZone ?? 'UTC'
}

const nameOf = (scope: CountScope, zone: string): string => {
  const when = `, ${day(todayIn(zone))}`
  return `${scopeText(scope).slice(0, LONGEST_NAME - when.length)}${when}`
}
