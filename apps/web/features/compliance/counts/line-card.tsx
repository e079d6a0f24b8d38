'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { withUnit } from '@/lib/format'
import type { SheetLine } from './queries'
import { countTyped } from './walk'

/** The line to count now: what it is, and a field large enough for a thumb. Enter saves and goes on. */
export const LineCard = ({
  line,
  counted,
  note: noted,
  onCount,
  onSkip,
}: {
  line: SheetLine
  counted: string | null
  note: string
  onCount: (quantity: string, note: string) => void
  onSkip: () => void
}) => {
  const [typed, setTyped] = useState(counted ?? '')
  const [note, setNote] = useState(noted)
  const [withNote, setWithNote] = useState(noted !== '')
  const [bad, setBad] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const unit = line.unit === 'each' ? '' : `, ${line.unit}`
  return (
    <Card aria-label="Count now" className="p-4">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const quantity = countTyped(typed)
          if (quantity === null) setBad(true)
          else onCount(quantity, note.trim())
        }}
      >
        <div>
          <p className="text-xs font-medium text-muted">{line.room ?? 'No room'}</p>
          <h2 className="text-lg font-semibold">{line.productName}</h2>
          {line.packageTag !== null && <p className="font-mono text-sm break-all">{line.packageTag}</p>}
          <p className="text-xs text-faint">
            {dotted(
              line.lotCode !== '' && `lot ${line.lotCode}`,
              line.sku,
              line.packageTag === null && line.lotId === null && 'units in no package',
              line.found && 'found',
            )}
          </p>
          {line.expected !== null && (
            <p className="mt-1 text-sm text-muted">Expected {withUnit(line.expected, line.unit)}</p>
          )}
        </div>
        <Field
          label={`On the shelf${unit}`}
          error={bad ? 'Write a number, such as 12 or 3.5. Nothing there is 0.' : undefined}
        >
          <Input
            ref={field}
            inputMode="decimal"
            enterKeyHint="next"
            autoComplete="off"
            className="num h-16 text-center text-[2rem]! font-semibold"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setBad(false)
            }}
          />
        </Field>
        {withNote && (
          <Field label="Note">
            <Input maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        )}
        <div className="grid grid-cols-[auto_auto_1fr] gap-2">
          <Button size="lg" variant="ghost" onClick={onSkip}>
            Skip
          </Button>
          {!withNote && (
            <Button size="lg" variant="ghost" onClick={() => setWithNote(true)}>
              Add a note
            </Button>
          )}
          <Button type="submit" size="lg" variant="primary" className={withNote ? 'col-span-2' : undefined}>
            Next
          </Button>
        </div>
      </form>
    </Card>
  )
}
