import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import type { PracticeEvent } from './events.ts'

/** Everything that happened, in order, one JSON object a line. */
export interface Journal {
  /** What was written before; read once at the start. */
  readonly past: readonly PracticeEvent[]
  /** On disk when it returns. */
  write(events: readonly PracticeEvent[]): void
  close(): void
}

/**
 * Opens the journal, made if need be. A last line that was cut off by a crash was never told to anybody and is removed.
 * @throws Error naming the line that cannot be read, and the remedy
 */
export const openJournal = (path: string): Journal => {
  const past = readPast(path)
  const file = openSync(path, 'a', 0o600)
  return {
    past,
    write: (events) => {
      if (events.length === 0) return
      writeSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

const readPast = (path: string): PracticeEvent[] => {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  const whole = bytes.lastIndexOf(10) + 1
  if (whole < bytes.length) truncateSync(path, whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  return lines.map((line, n) => {
    try {
      return JSON.parse(line) as PracticeEvent
    } catch {
      throw new Error(
        `Line ${n + 1} of ${path} cannot be read. Restore the file from a backup, or start with DEMO=0 to do without practice data.`,
      )
    }
  })
}
