import type pg from 'pg'
import { newId } from '@suite/kernel'
import { inTurn, pause, turnOf, type RateClaim, type RateLimiter } from './limiter.ts'

/** A slot of a process that died is free again after this long. */
const LEASE_MS = 120_000

/**
 * A limiter whose meters lie in PostgreSQL (`outbound.take`), so that every worker process together keeps the vendor's
 * limit. The clock is the database's.
 */
export const sharedLimiter = (pool: Pick<pg.Pool, 'query'>): RateLimiter => {
  const queue = inTurn()
  return {
    take: async (claims, signal) => {
      if (claims.length === 0) return () => Promise.resolve()
      const holder = newId()
      await queue(turnOf(claims), async () => {
        for (;;) {
          signal?.throwIfAborted()
          const wait = await ask(pool, claims, holder)
          if (wait <= 0) return
          await pause(wait, signal)
        }
      })
      if (claims.every(({ concurrent }) => concurrent === undefined)) return () => Promise.resolve()
      return async () => {
        await pool.query('delete from outbound.slots where holder = $1', [holder])
      }
    },
    hold: async (key, until) => {
      await pool.query(
        `insert into outbound.meters (key, held_until) values ($1, $2)
         on conflict (key) do update set held_until = greatest(outbound.meters.held_until, excluded.held_until)`,
        [key, until],
      )
    },
  }
}

const ask = async (
  pool: Pick<pg.Pool, 'query'>,
  claims: readonly RateClaim[],
  holder: string,
): Promise<number> => {
  const { rows } = await pool.query<{ wait: number }>(
    'select outbound.take($1::text[], $2::int[], $3::int[], $4::int[], $5::uuid, $6::int) as wait',
    [
      claims.map(({ key }) => key),
      claims.map(({ permits }) => permits),
      claims.map(({ windowMs }) => windowMs),
      claims.map(({ concurrent }) => concurrent ?? null),
      holder,
      LEASE_MS,
    ],
  )
  return rows[0]?.wait ?? 0
}
