import type { RefusedRow } from '@suite/csv'
import { sql, type Database, type TenantContext } from '@suite/db'

const AT_ONCE = 500

/** Writes refused rows away in small groups, so that a file of nothing but refusals needs no memory. */
export interface RefusalLog {
  add(row: RefusedRow): void
  /** Waits when many are waiting to be written. */
  drain(): Promise<void>
  readonly count: number
}

/** Opens the log of an import, empty: what an earlier attempt wrote is gone. */
export const openRefusalLog = (database: Database, context: TenantContext, importId: string): RefusalLog => {
  let waiting: RefusedRow[] = []
  let count = 0
  return {
    add: (row) => {
      waiting.push(row)
      count += 1
    },
    drain: async () => {
      while (waiting.length > 0) {
        const rows = waiting.slice(0, AT_ONCE)
        waiting = waiting.slice(AT_ONCE)
        await database.withTenant(context, (tx) =>
          sql`
            insert into import_refusals (organization_id, import_id, line, code, reason, cells)
            select ${context.organizationId}::uuid, ${importId}::uuid, r.line, r.code, r.reason,
              array(select jsonb_array_elements_text(r.cells))
            from jsonb_to_recordset(${jsonText(rows)}::jsonb) as r (line bigint, code text, reason text, cells jsonb)
            on conflict do nothing`.execute(tx.db),
        )
      }
    },
    get count() {
      return count
    },
  }
}

/** JSON that PostgreSQL takes: it knows no NUL and no half surrogate pairs. */
const jsonText = (rows: readonly RefusedRow[]): string =>
  JSON.stringify(
    rows.map(({ line, code, reason, cells }) => ({
      line,
      code,
      reason: clean(reason),
      cells: cells.map(clean),
    })),
  )

const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()
