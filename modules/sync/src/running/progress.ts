import { AppError } from '@suite/kernel'
import { sql, type Database, type TenantContext } from '@suite/db'

/** What an import is doing, as people see it. */
export type Phase = 'reading' | 'matching' | 'receipts' | 'stock' | 'rollups'

/** The share of the whole each phase ends at, from measured imports. */
const SPANS: Readonly<Record<Phase, readonly [number, number]>> = {
  reading: [0, 0.32],
  matching: [0.32, 0.5],
  receipts: [0.5, 0.68],
  stock: [0.68, 0.86],
  rollups: [0.86, 0.99],
}

/** Thrown where the work stands when a person has asked to stop. */
export class ImportCancelled extends AppError {
  constructor() {
    super('conflict', 'import_cancelled', 'The import was cancelled. Nothing was changed.')
  }
}

/** Progress of one running import, written to its row about once a second while the work goes on. */
export interface Progress {
  readonly signal: AbortSignal
  rows(read: number, refused: number, bytes: number, share: number): void
  /** @throws ImportCancelled, or the signal's reason, when the work must stop */
  step(phase: Phase, share: number): void
  stop(): Promise<void>
}

const EVERY_MS = 1000

/** Starts writing progress; `stop` must be called before the import's row is finished. */
export const startProgress = (
  database: Database,
  context: TenantContext,
  importId: string,
  stopping: AbortSignal,
): Progress => {
  const cancelled = new AbortController()
  const signal = AbortSignal.any([cancelled.signal, stopping])
  const state = { phase: 'reading' as Phase, share: 0, rows: 0, refused: 0, bytes: 0 }
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const [from, to] = SPANS[state.phase]
    const progress = Math.min(1, from + (to - from) * Math.min(1, state.share)).toFixed(4)
    const asked = await database.withTenant(context, async (tx) => {
      const { rows } = await sql<{ cancel_requested: boolean }>`
        update imports set phase = ${state.phase}, progress = ${progress}, rows_read = ${state.rows},
          rows_refused = ${state.refused}, bytes_read = ${state.bytes}
        where id = ${importId} returning cancel_requested`.execute(tx.db)
      return rows[0]?.cancel_requested === true
    })
    if (asked) cancelled.abort(new ImportCancelled())
  }
  const tick = (): void => {
    writing = writing.then(write).catch(() => undefined)
  }
  const timer = setInterval(tick, EVERY_MS)
  tick()
  return {
    signal,
    rows: (read, refused, bytes, share) => {
      Object.assign(state, { rows: read, refused, bytes, share })
    },
    step: (phase, share) => {
      signal.throwIfAborted()
      Object.assign(state, { phase, share })
    },
    stop: async () => {
      clearInterval(timer)
      await writing
    },
  }
}
