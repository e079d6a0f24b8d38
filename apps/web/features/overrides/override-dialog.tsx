'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { useCommand } from '@/features/settings/use-command'
import type { Forecast } from '@/lib/contract'
import { quantity } from '@/lib/format'
import { STALE } from './queries'

/** What a person expects on some coming days in place of the model, and why. */
export const OverrideDialog = ({
  storeId,
  productId,
  points,
  onClose,
}: {
  storeId: string
  productId: string
  points: Forecast['points']
  onClose: () => void
}) => {
  const [from, setFrom] = useState(points[1]?.day ?? '')
  const [to, setTo] = useState(points[7]?.day ?? points.at(-1)?.day ?? '')
  const [kind, setKind] = useState<'percent' | 'units_per_day'>('percent')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const command = useCommand('POST /stores/{storeId}/products/{id}/forecast-overrides', {
    stale: STALE,
    done: 'Kept; the plan follows',
    after: onClose,
  })
  const number = Number(value)
  const days = points.filter((point) => point.day >= from && point.day <= to)
  const model = days.reduce((sum, point) => sum + point.mean, 0)
  const expected = kind === 'percent' ? model * Math.max(0, 1 + number / 100) : number * days.length
  const ready = value !== '' && Number.isFinite(number) && reason.trim() !== '' && from !== '' && from <= to
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Expect something else"
      description="Orders are planned with your number on these days. The model’s stays beside it, and both are scored when the days are over."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={command.isPending}
            disabled={!ready}
            onClick={() =>
              command.mutate({
                path: { storeId, id: productId },
                body: { firstDay: from, lastDay: to, kind, value: number, reason },
              })
            }
          >
            Keep it
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label="From" error={command.fields['firstDay']}>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label="To" error={command.fields['lastDay']}>
          <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
        <Field label="Expect">
          <Select value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
            <option value="percent">percent more than the model</option>
            <option value="units_per_day">units a day</option>
          </Select>
        </Field>
        <Field
          label={kind === 'percent' ? 'Percent' : 'Units a day'}
          hint={kind === 'percent' ? 'Below 0: less' : undefined}
          error={command.fields['value']}
        >
          <Input
            inputMode="decimal"
            className="num text-right"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
        <Field label="Why" className="col-span-full">
          <Input
            maxLength={500}
            placeholder="Concert next door"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
      {days.length > 0 && value !== '' && Number.isFinite(number) && (
        <p className="num mt-3 text-sm text-muted">
          {quantity(expected, 0)} over {days.length} {days.length === 1 ? 'day' : 'days'}, where the model
          expects {quantity(model, 0)}.
        </p>
      )}
    </Dialog>
  )
}
