'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCommand } from '@/features/settings/use-command'
import type { GetReplies } from '@/lib/contract'
import { useCan } from '@/lib/me'
import { HolidaysField } from './holidays-field'
import { complianceSettings, STALE_RULES } from './queries'

type Settings = GetReplies['/compliance/settings']

/** What certainty the organisation acts on, and how it reads what states leave open. */
export const RuleSettings = () => {
  const { data, error, refetch } = useQuery(complianceSettings())
  return (
    <Card className="max-w-2xl">
      <CardHead title="How rules apply" note="For the whole organisation, at once" />
      {data !== undefined ? (
        <Form key={JSON.stringify(data)} settings={data} />
      ) : error !== null ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Card>
  )
}

const Form = ({ settings }: { settings: Settings }) => {
  const mayManage = useCan('compliance.manage')
  const [fields, setFields] = useState(settings)
  const set = (part: Partial<Settings>): void => setFields((old) => ({ ...old, ...part }))
  const save = useCommand('PATCH /compliance/settings', { stale: STALE_RULES, done: 'Saved' })
  return (
    <form
      className="px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: fields })
      }}
    >
      <fieldset disabled={!mayManage} className="flex flex-col gap-4">
        <Field
          label="Act on rules that are"
          hint="What is less certain is shown, never applied: limits block, deadlines count as due today. Unverified values are never applied."
          error={save.fields['accept']}
        >
          <Select
            value={fields.accept}
            onChange={(event) => set({ accept: event.target.value as Settings['accept'] })}
          >
            <option value="reported">Verified, or reported by a secondary source</option>
            <option value="verified">Verified only</option>
          </Select>
        </Field>
        <Field
          label="Several receipts of a customer in one day"
          hint="Where a limit holds for a transaction and the state does not say. Counting them together is the cautious reading."
          error={save.fields['splitTickets']}
        >
          <Select
            value={fields.splitTickets}
            onChange={(event) => set({ splitTickets: event.target.value as Settings['splitTickets'] })}
          >
            <option value="day">Count together as one transaction</option>
            <option value="alone">Each stands alone</option>
          </Select>
        </Field>
        <Field label="A day of a limit begins" error={save.fields['dayBoundary']}>
          <Select
            value={fields.dayBoundary}
            onChange={(event) => set({ dayBoundary: event.target.value as Settings['dayBoundary'] })}
          >
            <option value="calendar_day">At midnight</option>
            <option value="store_day">When the store’s business day begins</option>
          </Select>
        </Field>
        <HolidaysField
          days={fields.holidays}
          readOnly={!mayManage}
          onChange={(holidays) => set({ holidays })}
        />
        {mayManage && (
          <Button type="submit" variant="primary" className="self-start" busy={save.isPending}>
            Save
          </Button>
        )}
      </fieldset>
    </form>
  )
}
