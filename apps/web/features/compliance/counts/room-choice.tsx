'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { question } from '@/lib/question'
import { sessionsQuery } from './queries'

const LONGEST_DAYS = 730

/** Rooms known in a store: those of its dated packages, and those counted before. */
const useKnownRooms = (storeId: string): readonly string[] => {
  const lots = useQuery(
    question('/stock/leaving-sale', { query: { storeId, days: LONGEST_DAYS, limit: 500 } }),
  )
  const counts = useQuery(question('/count-sessions', { query: sessionsQuery('', storeId) }))
  const counted = (counts.data?.items ?? []).flatMap(({ scope }) =>
    scope.kind === 'room' ? scope.rooms : [],
  )
  const stocked = (lots.data?.items ?? []).flatMap(({ room }) => (room === null ? [] : [room]))
  return [...new Set([...stocked, ...counted])].toSorted()
}

/** Which rooms are counted: known ones at a press, others by name. */
export const RoomChoice = ({
  storeId,
  rooms,
  error,
  onChange,
}: {
  storeId: string
  rooms: readonly string[]
  error: string | undefined
  onChange: (rooms: readonly string[]) => void
}) => {
  const known = useKnownRooms(storeId)
  const [typed, setTyped] = useState('')
  const toggle = (room: string): void =>
    onChange(rooms.includes(room) ? rooms.filter((each) => each !== room) : [...rooms, room])
  const add = (): void => {
    const room = typed.trim()
    if (room !== '' && !rooms.includes(room)) onChange([...rooms, room])
    setTyped('')
  }
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label="Rooms" className="flex flex-wrap gap-1.5">
        {[...new Set([...known, ...rooms])].map((room) => (
          <Button
            key={room}
            size="sm"
            aria-pressed={rooms.includes(room)}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => toggle(room)}
          >
            {room}
          </Button>
        ))}
      </div>
      <div className="flex items-start gap-2">
        <Field
          label={known.length === 0 ? 'Room' : 'Another room'}
          hint="As its packages name it"
          error={error}
          className="min-w-0 flex-1"
        >
          <Input
            maxLength={120}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
        </Field>
        <Button className="mt-5" disabled={typed.trim() === ''} onClick={add}>
          <Plus /> Add
        </Button>
      </div>
    </div>
  )
}
