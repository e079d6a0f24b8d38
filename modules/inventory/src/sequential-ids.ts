import { randomBytes } from 'node:crypto'
import { sql } from '@suite/db'
import type { Fragment } from './ledger-sql.ts'

/**
 * Makes UUIDs of version 7 (RFC 9562) inside a statement, counting up from one moment: `idOf(n)` is the id of a bigint
 * expression below 2³². Rows inserted in their order land at the end of the key's index instead of all over it.
 */
export const sequentialIds = (): ((n: Fragment) => Fragment) => {
  const moment = Date.now().toString(16).padStart(12, '0')
  const random = randomBytes(8).toString('hex')
  const head = `${moment}7${random.slice(0, 3)}a`
  const tail = random.slice(3, 10)
  return (n) => sql`(${sql.lit(head)} || lpad(to_hex((${n})::bigint), 8, '0') || ${sql.lit(tail)})::uuid`
}
