'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { sentence } from '@/lib/words'
import { day } from '@/lib/format'
import { useCan, useMe } from '@/lib/me'
import { SettingsScreen } from './settings-tabs'
import { useCommand } from './use-command'

/** The organisation's name and plan. */
export const OrganizationSettings = () => {
  const { organization } = useMe()
  const mayManage = useCan('organization.manage')
  const [name, setName] = useState(organization.name)
  const rename = useCommand('PATCH /organization', { stale: ['/me'], done: 'Saved' })
  return (
    <SettingsScreen>
      <Card className="max-w-2xl">
        <CardHead title="Organisation" />
        <form
          className="flex flex-col gap-4 px-4 pb-4"
          onSubmit={(event) => {
            event.preventDefault()
            rename.mutate({ body: { name } })
          }}
        >
          <Field label="Name" error={rename.fields['name']}>
            <Input
              value={name}
              maxLength={200}
              required
              disabled={!mayManage}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5 text-sm">
            <dt className="text-muted">Short name</dt>
            <dd>{organization.slug}</dd>
            <dt className="text-muted">Plan</dt>
            <dd>{sentence(organization.planTier)}</dd>
            {organization.trialEndsAt !== null && (
              <>
                <dt className="text-muted">Trial</dt>
                <dd>
                  {organization.readOnly ? 'ended' : 'ends'} {day(organization.trialEndsAt)}
                </dd>
              </>
            )}
          </dl>
          {mayManage && (
            <Button
              type="submit"
              variant="primary"
              className="self-start"
              busy={rename.isPending}
              disabled={name.trim() === organization.name}
            >
              Save
            </Button>
          )}
        </form>
      </Card>
    </SettingsScreen>
  )
}
