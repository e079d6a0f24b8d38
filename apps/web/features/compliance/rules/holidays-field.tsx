'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { day } from '@/lib/format'

/** Days that are no business days for the state. */
export const HolidaysField = ({
  days,
  readOnly,
  onChange,
}: {
  days: readonly string[]
  readOnly: boolean
  onChange: (days: string[]) => void
}) => {
  const [typed, setTyped] = useState('')
  const add = (): void => {
    if (typed === '') return
    onChange([...new Set([...days, typed])].toSorted())
    setTyped('')
  }
  return (
    <div className="flex flex-col gap-2">
      {!readOnly && (
        <div className="flex items-end gap-2">
          <Field label="Holidays" className="w-44">
            <Input
              type="date"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
          </Field>
          <Button disabled={typed === ''} onClick={add}>
            <Plus /> Add
          </Button>
        </div>
      )}
      {days.length === 0 ? (
        <p className="text-xs text-faint">None entered: business days are Monday to Friday.</p>
      ) : (
        <ul aria-label="Holidays" className="flex flex-wrap gap-1.5">
          {days.map((each) => (
            <li key={each} className="flex items-center gap-1 rounded-md border py-0.5 pr-1 pl-2 text-xs">
              {day(each)}
              {!readOnly && (
                <button
                  type="button"
                  aria-label={`Remove ${day(each)}`}
                  onClick={() => onChange(days.filter((other) => other !== each))}
                  className="grid size-5 place-items-center rounded text-muted hover:bg-hover hover:text-text"
                >
                  <X className="size-3.5" aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="text-xs text-faint">Deadlines in business days skip them. Press Save to keep changes.</p>
    </div>
  )
}
