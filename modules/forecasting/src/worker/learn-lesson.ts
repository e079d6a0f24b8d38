import { cannabisEvents, learnGlobalDemand, type EventOf, type GlobalDemand } from '@suite/ensemble'
import type { Lesson } from './messages.ts'

/** Learns one model from a lesson, each history beside the calendar of its state. Null when there is too little. */
export const learnLesson = ({ series, horizon }: Lesson): GlobalDemand | null => {
  const first = Math.min(...series.map(({ firstDay }) => firstDay))
  const last = Math.max(...series.map(({ firstDay, values }) => firstDay + values.length))
  const calendars = new Map<string, EventOf>()
  const calendarOf = (state: string): EventOf => {
    const known = calendars.get(state) ?? cannabisEvents(state, first, last)
    calendars.set(state, known)
    return known
  }
  return learnGlobalDemand(
    series.map(({ state, firstDay, values }) => ({ firstDay, values, eventOf: calendarOf(state) })),
    horizon,
  )
}
