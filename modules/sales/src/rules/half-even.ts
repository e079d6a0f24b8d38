import { sql } from '@suite/db'

type Fragment = ReturnType<typeof sql.raw>

/**
 * SQL for an amount in currency units rounded to minor units, half to even: the same rule as the kernel's `toMinor`.
 * PostgreSQL's own round() goes half away from zero. `amount` is evaluated more than once: pass a column. Amounts of whole
 * cents, nearly all there are, take the short way.
 */
export const toMinorSql = (amount: Fragment): Fragment =>
  sql`(case when scale(${amount}) <= 2 then ${amount} * 100
    when abs(${amount} * 100 % 1) = 0.5 then 2 * round(${amount} * 50) else round(${amount} * 100) end)::bigint`
