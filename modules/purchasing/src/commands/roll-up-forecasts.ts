import { sql, type Tx } from '@suite/db'

/** Sums the present forecasts by store and day for the dashboard. Adding up thousands of arrays at each look is too slow. */
export const rollUpForecasts = async (tx: Tx): Promise<void> => {
  await sql`delete from store_forecast_daily`.execute(tx.db)
  await sql`
    insert into store_forecast_daily (organization_id, store_id, day, units)
    select f.organization_id, f.store_id, f.first_day + (u.i - 1)::int, sum(u.units)
    from forecasts f cross join lateral unnest(f.mean) with ordinality as u(units, i)
    where f.status = 'ready' group by 1, 2, 3`.execute(tx.db)
}
