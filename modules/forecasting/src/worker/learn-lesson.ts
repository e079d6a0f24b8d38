import {
  cannabisEvents,
  learnGlobalDemand,
  trainLstm,
  type DemandSeries,
  type EventOf,
  type GlobalDemand,
  type LstmModel,
} from '@suite/ensemble'
import type { Lesson } from './messages.ts'

/** Learns one model from a lesson, each history beside the calendar of its state. Null when there is too little. */
export const learnLesson = (lesson: Lesson): GlobalDemand | null =>
  learnGlobalDemand(withCalendars(lesson), lesson.horizon)

/** Trains a network on a lesson; after `seconds` it ends with what it has learned until then. Null when there is too little. */
export const trainOnLesson = (lesson: Lesson, seconds: number): LstmModel | null => {
  const end = performance.now() + seconds * 1000
  return trainLstm(withCalendars(lesson), {
    horizon: lesson.horizon,
    keepGoing: () => performance.now() < end,
  })
}

const withCalendars = ({ series }: Lesson): DemandSeries[] => {
  const first = Math.min(...series.map(({ firstDay }) => firstDay))
  const last = Math.max(...series.map(({ firstDay, values }) => firstDay + values.length))
  const calendars = new Map<string, EventOf>()
  const calendarOf = (state: string): EventOf => {
    const known = calendars.get(state) ?? cannabisEvents(state, first, last)
    calendars.set(state, known)
    return known
  }
  return series.map(({ state, firstDay, values }) => ({ firstDay, values, eventOf: calendarOf(state) }))
}
