'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Switch } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import type { PlanningSettings as Settings } from '@/lib/contract'
import { useCan } from '@/lib/me'
import { question } from '@/lib/question'
import { SettingsScreen } from './settings-tabs'
import { useCommand } from './use-command'

/** How the planner works for this organisation. */
export const PlanningSettings = () => {
  const { data, error, refetch } = useQuery(question('/planning-settings'))
  return (
    <SettingsScreen>
      <Card className="max-w-2xl">
        <CardHead title="Planning" note="Takes effect with the next plan" />
        {data !== undefined ? (
          <Form key={JSON.stringify(data)} settings={data} />
        ) : error !== null ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={3} />
        )}
      </Card>
    </SettingsScreen>
  )
}

const inDollars = (minor: number | null): string => (minor === null ? '' : (minor / 100).toFixed(2))
const inCents = (dollars: string): number | null =>
  dollars.trim() === '' ? null : Math.round(Number(dollars) * 100)

const Form = ({ settings }: { settings: Settings }) => {
  const mayEdit = useCan('purchasing.approve')
  const [autoDraft, setAutoDraft] = useState(settings.autoDraft)
  const [overstockDays, setOverstockDays] = useState(String(settings.overstockDays))
  const [expiryDays, setExpiryDays] = useState(String(settings.expiryDays))
  const [elasticity, setElasticity] = useState(String(-settings.markdownElasticity))
  const [mostCut, setMostCut] = useState(String(Math.round(settings.markdownMost * 100)))
  const [approve, setApprove] = useState(inDollars(settings.autoApproveMinor))
  const [approveWeek, setApproveWeek] = useState(inDollars(settings.autoApproveWeekMinor))
  const save = useCommand('PATCH /planning-settings', { stale: ['/planning-settings'], done: 'Saved' })
  return (
    <form
      className="px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({
          body: {
            autoDraft,
            overstockDays: Number(overstockDays),
            expiryDays: Number(expiryDays),
            markdownElasticity: -Number(elasticity),
            markdownMost: Number(mostCut) / 100,
            autoApproveMinor: inCents(approve),
            autoApproveWeekMinor: inCents(approveWeek),
          },
        })
      }}
    >
      <fieldset disabled={!mayEdit} className="flex flex-col gap-4">
        <label className="flex items-start gap-2.5 text-sm">
          <Switch checked={autoDraft} onCheckedChange={setAutoDraft} className="mt-0.5" disabled={!mayEdit} />
          <span>
            Write draft purchase orders after every plan
            <span className="block text-xs text-faint">
              Off: only when a person asks. Nothing is ever ordered without approval.
            </span>
          </span>
        </label>
        <div className="grid max-w-md grid-cols-2 gap-3">
          <Field
            label="Overstock above, days"
            hint="More days of supply than this"
            error={save.fields['overstockDays']}
          >
            <Input
              type="number"
              min={7}
              max={730}
              value={overstockDays}
              onChange={(event) => setOverstockDays(event.target.value)}
              className="num text-right"
            />
          </Field>
          <Field
            label="Expiring within, days"
            hint="Lots that count as expiring"
            error={save.fields['expiryDays']}
          >
            <Input
              type="number"
              min={1}
              max={365}
              value={expiryDays}
              onChange={(event) => setExpiryDays(event.target.value)}
              className="num text-right"
            />
          </Field>
          <Field
            label="1 % less price sells, % more"
            hint="An assumption, for markdowns"
            error={save.fields['markdownElasticity']}
          >
            <Input
              type="number"
              min={0.1}
              max={10}
              step="any"
              value={elasticity}
              onChange={(event) => setElasticity(event.target.value)}
              className="num text-right"
            />
          </Field>
          <Field
            label="Approve orders up to, $"
            hint="Empty: a person approves all"
            error={save.fields['autoApproveMinor']}
          >
            <Input
              type="number"
              min={0.01}
              step="any"
              value={approve}
              onChange={(event) => setApprove(event.target.value)}
              className="num text-right"
            />
          </Field>
          <Field
            label="And at most a week, $"
            hint="All stores and vendors together"
            error={save.fields['autoApproveWeekMinor']}
          >
            <Input
              type="number"
              min={0.01}
              step="any"
              value={approveWeek}
              onChange={(event) => setApproveWeek(event.target.value)}
              className="num text-right"
            />
          </Field>
          <Field label="Markdown at most, %" hint="Never below cost" error={save.fields['markdownMost']}>
            <Input
              type="number"
              min={1}
              max={90}
              value={mostCut}
              onChange={(event) => setMostCut(event.target.value)}
              className="num text-right"
            />
          </Field>
        </div>
        <p className="max-w-md text-xs text-muted">
          Only whole suggestions nobody touched are approved by themselves: with costs, above the vendor’s
          minimum, on its order days, one order a vendor and review time, never on a forecast that is new or
          was often wrong. They still wait to be sent, and can be cancelled until then.
        </p>
        {mayEdit && (
          <Button type="submit" variant="primary" className="self-start" busy={save.isPending}>
            Save
          </Button>
        )}
      </fieldset>
    </form>
  )
}
