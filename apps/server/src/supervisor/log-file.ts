import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT_BYTES = 10_000_000
const TAIL_LINES = 15

/** Where a child's output goes. */
export interface LogSink {
  write(chunk: Buffer): void
  /** The last lines, to explain a crash. */
  tail(): string
}

/** Appends to a file and keeps at most two of 10 MB each; `echo` shows everything on the terminal too. */
export const openLog = (path: string, echo: boolean): LogSink => {
  mkdirSync(dirname(path), { recursive: true })
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  let recent = ''
  return {
    write: (chunk) => {
      if (echo) process.stdout.write(chunk)
      if (size > LIMIT_BYTES) {
        renameSync(path, `${path}.1`)
        size = 0
      }
      appendFileSync(path, chunk)
      size += chunk.length
      recent = (recent + chunk.toString()).slice(-8000)
    },
    tail: () => recent.trimEnd().split('\n').slice(-TAIL_LINES).join('\n'),
  }
}
