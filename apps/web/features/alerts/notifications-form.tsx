'use client'

import { useState } from 'react'
import { Checkbox, Switch } from '@/components/ui/checkbox'
import { Field, FieldGroup } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { Segmented } from '@/components/ui/tabs'
import { timeZonesWith } from '@/features/account/time-zones'
import type { AlertKind, GetReplies } from '@/lib/contract'
import { ALERT_KIND } from '@/lib/words'
import { fromClock, toClock } from './minutes'

type Preferences = GetReplies['/alerts/preferences']

const HOW = [
  { value: 'at_once', label: 'At once' },
  { value: 'digest', label: 'Once a day' },
  { value: 'none', label: 'No mail' },
] as const
const NIGHT = { from: 22 * 60, to: 6 * 60 }
const KINDS = Object.keys(ALERT_KIND) as AlertKind[]

/** When mail comes, about what, and when it must not. */
export const NotificationsForm = ({
  id,
  preferences,
  errors,
  onSave,
}: {
  id: string
  preferences: Preferences
  errors: Readonly<Record<string, string>>
  onSave: (preferences: Preferences) => void
}) => {
  const [wish, setWish] = useState(preferences)
  const set = (part: Partial<Preferences>): void => setWish((before) => ({ ...before, ...part }))
  return (
    <form
      id={id}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(wish)
      }}
    >
      <Segmented label="When mail comes" value={wish.how} onChange={(how) => set({ how })} options={HOW} />
      {wish.how !== 'none' && (
        <>
          <When wish={wish} set={set} errors={errors} />
          <About wish={wish} set={set} errors={errors} />
          <Quiet wish={wish} set={set} errors={errors} />
        </>
      )}
    </form>
  )
}

interface PartProps {
  readonly wish: Preferences
  readonly set: (part: Partial<Preferences>) => void
  readonly errors: Readonly<Record<string, string>>
}

const When = ({ wish, set, errors }: PartProps) => (
  <div className="flex flex-col gap-3">
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      {wish.how === 'digest' && (
        <Field label="At" error={errors['digestHour']}>
          <Select
            value={String(wish.digestHour)}
            onChange={(event) => set({ digestHour: Number(event.target.value) })}
          >
            {Array.from({ length: 24 }, (_, hour) => (
              <option key={hour} value={hour}>
                {toClock(hour * 60)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Time zone" error={errors['timeZone']}>
        <Select value={wish.timeZone} onChange={(event) => set({ timeZone: event.target.value })}>
          {timeZonesWith(wish.timeZone).map(({ zone, label }) => (
            <option key={zone} value={zone}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </div>
    {wish.how === 'digest' && (
      <Choice
        label="Critical alerts do not wait for it"
        checked={wish.criticalAtOnce}
        onChange={(criticalAtOnce) => set({ criticalAtOnce })}
      />
    )}
  </div>
)

const About = ({ wish, set, errors }: PartProps) => {
  const chosen: readonly AlertKind[] = wish.kinds ?? KINDS
  const toggle = (kind: AlertKind): void => {
    const kinds = chosen.includes(kind) ? chosen.filter((each) => each !== kind) : [...chosen, kind]
    set({ kinds: kinds.length === KINDS.length ? null : kinds })
  }
  return (
    <FieldGroup title="About">
      <Field label="From this urgency up" error={errors['minSeverity']}>
        <Select
          value={wish.minSeverity}
          onChange={(event) => set({ minSeverity: event.target.value as Preferences['minSeverity'] })}
        >
          <option value="info">Everything</option>
          <option value="warning">Warnings and critical</option>
          <option value="critical">Critical only</option>
        </Select>
      </Field>
      <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        {KINDS.map((kind) => (
          <label key={kind} className="flex items-center gap-2 text-sm">
            <Checkbox checked={chosen.includes(kind)} onCheckedChange={() => toggle(kind)} />
            {ALERT_KIND[kind].label}
          </label>
        ))}
      </div>
      {errors['kinds'] !== undefined && (
        <p role="alert" className="text-xs text-danger-text">
          {errors['kinds']}
        </p>
      )}
    </FieldGroup>
  )
}

const Quiet = ({ wish, set, errors }: PartProps) => {
  const { quiet } = wish
  const setEnd = (end: 'from' | 'to', text: string): void => {
    const minutes = fromClock(text)
    if (quiet !== null && minutes !== null) set({ quiet: { ...quiet, [end]: minutes } })
  }
  return (
    <FieldGroup title="Quiet hours">
      <Choice
        label="No mail in quiet hours; it comes when they end"
        checked={quiet !== null}
        onChange={(on) => set({ quiet: on ? (quiet ?? NIGHT) : null })}
      />
      {quiet !== null && (
        <>
          <div className="grid max-w-xs grid-cols-2 gap-3">
            <Field label="From" error={errors['quiet.from'] ?? errors['quiet']}>
              <Input
                type="time"
                required
                value={toClock(quiet.from)}
                onChange={(event) => setEnd('from', event.target.value)}
              />
            </Field>
            <Field label="To" error={errors['quiet.to']}>
              <Input
                type="time"
                required
                value={toClock(quiet.to)}
                onChange={(event) => setEnd('to', event.target.value)}
              />
            </Field>
          </div>
          <Choice
            label="Critical alerts come all the same"
            checked={wish.criticalBreaksQuiet}
            onChange={(criticalBreaksQuiet) => set({ criticalBreaksQuiet })}
          />
        </>
      )}
    </FieldGroup>
  )
}

const Choice = ({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) => (
  <label className="flex items-start gap-2.5 text-sm">
    <Switch checked={checked} onCheckedChange={onChange} className="mt-0.5" />
    {label}
  </label>
)
