import { sql, type Read } from '@suite/db'
import type { CorrectionItem } from './contract.ts'

type Row = Omit<CorrectionItem, 'confirmedAt' | 'finishedAt'> & {
  readonly confirmedAt: Date
  readonly finishedAt: Date | null
}

/** Corrections of a discrepancy, the last first. */
export const correctionsOf = async (read: Read, discrepancyId: string): Promise<CorrectionItem[]> => {
  const { rows } = await sql<Row>`
    select c.id, c.kind, c.state, c.waits_for as "waitsFor", c.package_tag as "packageTag",
      trim_scale(c.quantity) as quantity, c.unit, c.reason_code as "reasonCode", c.note, c.attempts, c.message, c.advice,
      m.display_name as "confirmedByName", c.confirmed_at as "confirmedAt", c.finished_at as "finishedAt"
    from corrections c
    left join memberships m on m.organization_id = c.organization_id and m.user_id::text = c.confirmed_by
    where c.discrepancy_id = ${discrepancyId} order by c.confirmed_at desc, c.id desc limit 50`.execute(
    read.db,
  )
  return rows.map((row) => ({
    ...row,
    confirmedAt: row.confirmedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }))
}
