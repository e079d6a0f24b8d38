import { invalid, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'

/** The span in which a source speaks for a store: from (inclusive) to until (exclusive), open where null. */
export interface SourceWindow {
  readonly activeFrom?: string | null | undefined
  readonly activeUntil?: string | null | undefined
}

interface Stored {
  readonly active_from: Date | null
  readonly active_until: Date | null
}

/**
 * Sets a source's cut-over span; a side left out stays. It rules over what is ingested from now on: lines outside are
 * counted and left out.
 * @throws AppError `not_found`; `bad_window` when it would end before it begins
 */
export const setSourceWindow = async (tx: Tx, id: string, window: SourceWindow): Promise<void> => {
  const { rows } = await sql<Stored>`
    select active_from, active_until from sales_sources where id = ${id} for update`.execute(tx.db)
  const before = rows[0]
  if (before === undefined) throw notFound('sales source')
  const from = window.activeFrom === undefined ? before.active_from : instant(window.activeFrom)
  const until = window.activeUntil === undefined ? before.active_until : instant(window.activeUntil)
  if (from !== null && until !== null && from >= until)
    throw invalid('bad_window', 'The span must begin before it ends.', [
      { path: 'activeUntil', message: 'must be after activeFrom' },
    ])
  await sql`update sales_sources set active_from = ${from}, active_until = ${until} where id = ${id}`.execute(
    tx.db,
  )
  await recordAudit(tx, {
    eventType: 'sales_source.window_set',
    resourceType: 'sales_source',
    resourceId: id,
    action: 'update',
    risk: 'high',
    before,
    after: { active_from: from, active_until: until },
  })
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
