import type { Tone } from '@/lib/words'
import type { Correction } from './correction-queries'

const STATES: Readonly<Record<Correction['state'], { label: string; tone: Tone }>> = {
  waiting: { label: 'Waiting', tone: 'due' },
  sending: { label: 'Being sent', tone: 'frozen' },
  unknown: { label: 'Outcome unknown', tone: 'due' },
  done: { label: 'Sent', tone: 'accent' },
  refused: { label: 'Refused', tone: 'danger' },
  cancelled: { label: 'Taken back', tone: 'plain' },
}

const WAITS: Readonly<Record<NonNullable<Correction['waitsFor']>, string>> = {
  writes_off: 'Writing over this connection is off. Turn it on under Settings, Connections, and it is sent.',
  outage: 'The state’s system cannot be reached. It is sent, in order, as soon as it can.',
  connection: 'The connection is paused or ended. It is sent when it works again.',
}

/** How a correction stands, in words. */
export const correctionWords = (
  correction: Pick<Correction, 'state' | 'waitsFor' | 'message'>,
): { label: string; tone: Tone; detail: string } => ({
  ...STATES[correction.state],
  detail:
    correction.waitsFor === null || correction.state === 'cancelled'
      ? (correction.message ?? 'It is sent in a moment.')
      : WAITS[correction.waitsFor],
})
