import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { DUE_STEPS } from './contract.ts'

const BATCH = 500

/**
 * Tells of credentials that came within 60, 30 or 7 days of their expiry: one event `compliance.credential_due` for a
 * credential, expiry and step, ever. One found late is told at its present step only. At most 500 at a time; how many.
 */
export const noticeDueCredentials = async (tx: Tx, now: Date, onlyId?: string): Promise<number> => {
  const { rows } = await sql<{ id: string; storeId: string | null; step: number }>`
    with due as materialized (
      select c.organization_id, c.id, c.store_id, c.expires_on, (
        select min(step) from unnest(${[...DUE_STEPS]}::smallint[]) step
        where c.expires_on - (${now}::timestamptz at time zone coalesce(s.time_zone, (
          select f.time_zone from stores f where f.active order by f.created_at, f.id limit 1), 'UTC'))::date <= step
      ) as step
      from credentials c left join stores s on s.organization_id = c.organization_id and s.id = c.store_id
      where c.status = 'active' and c.expires_on <= (${now}::timestamptz at time zone 'UTC')::date + ${DUE_STEPS[0] + 1}::int
        and ${onlyId === undefined ? sql`true` : sql`c.id = ${onlyId}`}
    ), fresh as (
      insert into credential_notices (organization_id, credential_id, expires_on, step_days, published_at)
      select d.organization_id, d.id, d.expires_on, d.step, ${now} from due d
      -- "not in" is hashed whatever the statistics say; a join with tables that look empty would go through them row by row
      where d.step is not null and (d.id, d.expires_on, d.step) not in (
        select n.credential_id, n.expires_on, n.step_days from credential_notices n)
      order by d.expires_on, d.id limit ${BATCH}
      on conflict do nothing
      returning credential_id, step_days
    )
    select fresh.credential_id as id, due.store_id as "storeId", fresh.step_days as step
    from fresh join due on due.id = fresh.credential_id`.execute(tx.db)
  for (const { id, storeId, step } of rows)
    await publish(tx, {
      type: 'compliance.credential_due',
      version: 1,
      payload: { credentialId: id, storeId, stepDays: step },
    })
  return rows.length
}
