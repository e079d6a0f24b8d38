import { sql, type Tx } from '@suite/db'

/** Weeks are kept this long. */
const KEPT_DAYS = 400

/**
 * Keeps what the present forecasts expect of the next week that has not begun, over what the run before expected of it, and
 * fills in what sold in weeks that are over: a week is once its store has sales after it.
 */
export const keepWeeks = async (tx: Tx, now: Date): Promise<void> => {
  await keepExpected(tx, now)
  await keepSold(tx)
  await sql`delete from forecast_weeks where week_start < ${now}::timestamptz::date - ${KEPT_DAYS}::integer`.execute(
    tx.db,
  )
}

const keepExpected = (tx: Tx, now: Date): Promise<unknown> =>
  sql`
  insert into forecast_weeks (organization_id, store_id, product_id, week_start, predicted, planned, naive, model, made_at)
  select f.organization_id, f.store_id, f.product_id, w.week_start, expected.predicted, expected.planned, last.naive, f.model, ${now}
  from forecasts f
  -- the first Monday on or after the first day forecast
  cross join lateral (select f.first_day + (8 - extract(isodow from f.first_day)::integer) % 7 as week_start) w
  cross join lateral (
    select sum(u.units) as predicted,
      sum(case x.kind when 'percent' then greatest(u.units * (1 + x.value::float8 / 100), 0)
        when 'units_per_day' then x.value::float8 else u.units end) as planned
    from unnest(f.mean) with ordinality as u(units, i)
    left join forecast_overrides x on x.organization_id = f.organization_id and x.store_id = f.store_id
      and x.product_id = f.product_id and x.ended_at is null
      and f.first_day + (u.i - 1)::integer between x.first_day and x.last_day
    where f.first_day + (u.i - 1)::integer between w.week_start and w.week_start + 6
  ) expected
  cross join lateral (
    select greatest(coalesce(sum(d.units_sold - d.units_returned), 0), 0)::float8 as naive from sales_daily d
    where d.organization_id = f.organization_id and d.store_id = f.store_id and d.product_id = f.product_id
      and d.business_day between f.first_day - 7 and f.first_day - 1
  ) last
  where f.status = 'ready' and f.model is not null and f.first_day + cardinality(f.mean) > w.week_start + 6
  on conflict (organization_id, week_start, store_id, product_id) do update set predicted = excluded.predicted,
    planned = excluded.planned, naive = excluded.naive, model = excluded.model, made_at = excluded.made_at
  where forecast_weeks.sold is null`.execute(tx.db)

const keepSold = (tx: Tx): Promise<unknown> =>
  sql`
  update forecast_weeks w set sold = coalesce((
    select greatest(sum(d.units_sold - d.units_returned), 0) from sales_daily d
    where d.organization_id = w.organization_id and d.store_id = w.store_id and d.product_id = w.product_id
      and d.business_day between w.week_start and w.week_start + 6), 0)
  from (
    select store_id, max(business_day) as day from store_sales_daily group by store_id
  ) known
  where w.sold is null and known.store_id = w.store_id and known.day > w.week_start + 6`.execute(tx.db)
