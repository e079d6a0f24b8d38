import { sql, type Read } from '@suite/db'
import type { Dashboard } from '../contract.ts'
import { alerts } from './alerts.ts'

const HISTORY_DAYS = 30
const FORECAST_DAYS = 14
const EXCEPTIONS = 8

type Facts = Omit<Dashboard, 'exceptions' | 'exceptionTotals'>

/** The morning's overview of one store or all: one statement over small indexed tables, and the inbox's first rows. */
export const dashboard = async (read: Read, storeId: string | undefined): Promise<Dashboard> => {
  const { rows } = await facts(read, storeId)
  const inbox = await alerts(read, { state: 'open', limit: EXCEPTIONS, storeId })
  return { ...rows[0]!, exceptions: inbox.items, exceptionTotals: inbox.totals }
}

const facts = (read: Read, storeId: string | undefined) => {
  const here = (alias: string) =>
    storeId === undefined ? sql`true` : sql`${sql.ref(`${alias}.store_id`)} = ${storeId}`
  return sql<Facts>`
    with last as (
      select max(day) as day from stores st cross join lateral (
        select x.business_day as day from store_sales_daily x
        where x.organization_id = st.organization_id and x.store_id = st.id
        order by x.business_day desc limit 1
      ) d where ${storeId === undefined ? sql`true` : sql`st.id = ${storeId}`}
    ), days as materialized (
      select d.business_day as day, sum(d.net_minor)::bigint as net, sum(d.units_sold - d.units_returned) as units,
        sum(d.receipts)::bigint as receipts
      from store_sales_daily d, last
      where d.business_day > last.day - ${HISTORY_DAYS}::int and d.business_day <= last.day and ${here('d')}
      group by 1
    ), ahead as materialized (
      select f.day, sum(f.units) as units from store_forecast_daily f, last
      where f.day > last.day and f.day <= last.day + ${FORECAST_DAYS}::int and ${here('f')} group by 1
    ), plans as materialized (
      select r.stock_status, count(*) as count, sum(r.stock_minor)::bigint as stock, sum(r.at_risk_minor)::bigint as risk,
        sum(r.frozen_minor)::bigint as frozen, sum(r.expiring_minor)::bigint as expiring,
        count(*) filter (where r.needs_order) as to_order,
        sum(r.suggested_cost_minor) filter (where r.needs_order)::bigint as cost
      from reorder_plans r where ${here('r')} group by 1
    ), orders as materialized (
      select o.status, count(*) as count, sum(o.total_minor)::bigint as total from purchase_orders o
      where o.status in ('draft', 'approved', 'sent', 'partly_received') and ${here('o')} group by 1
    )
    select last.day as "asOf",
      (select json_build_object('netMinor', coalesce(sum(net), 0), 'receipts', coalesce(sum(receipts), 0),
        'units', coalesce(trim_scale(sum(units)), 0)::text) from days where day = last.day) as day,
      (select json_build_object(
        'netMinor', coalesce(sum(net) filter (where day > last.day - 7), 0),
        'priorNetMinor', coalesce(sum(net) filter (where day <= last.day - 7), 0),
        'units', coalesce(trim_scale(sum(units) filter (where day > last.day - 7)), 0)::text,
        'receipts', coalesce(sum(receipts) filter (where day > last.day - 7), 0))
       from days where day > last.day - 14) as last7,
      (select coalesce(json_agg(json_build_object('day', day, 'netMinor', d.net, 'unitsSold', d.units::float8,
        'forecastUnits', a.units) order by day), '[]') from days d full join ahead a using (day)) as series,
      json_build_object(
        'counts', (select coalesce(json_object_agg(s, coalesce(p.count, 0)), '{}')
          from unnest(array['stock_out', 'low', 'ok', 'overstock', 'unknown', 'no_demand']) s left join plans p on p.stock_status = s),
        'stockMinor', coalesce((select sum(stock) from plans), 0), 'atRiskMinor', coalesce((select sum(risk) from plans), 0),
        'frozenMinor', coalesce((select sum(frozen) from plans), 0),
        'expiringMinor', coalesce((select sum(expiring) from plans), 0)) as "stockHealth",
      json_build_object('toOrder', coalesce((select sum(to_order) from plans), 0),
        'costMinor', coalesce((select sum(cost) from plans), 0)) as reorder,
      (select json_build_object('id', i.id, 'fileName', i.file_name, 'kind', i.kind, 'status', i.status,
        'createdAt', ${instant('i.created_at')}, 'finishedAt', ${instant('i.finished_at')})
       from imports i where ${here('i')} order by i.created_at desc limit 1) as imports,
      (select json_build_object('id', f.id, 'status', f.status, 'seriesTotal', f.series_total, 'seriesDone', f.series_done,
        'finishedAt', ${instant('f.finished_at')}) from forecast_runs f order by f.created_at desc limit 1) as "forecastRun",
      json_build_object(
        'draft', coalesce((select count from orders where status = 'draft'), 0),
        'approved', coalesce((select count from orders where status = 'approved'), 0),
        'sent', coalesce((select count from orders where status = 'sent'), 0),
        'partlyReceived', coalesce((select count from orders where status = 'partly_received'), 0),
        'draftMinor', coalesce((select total from orders where status = 'draft'), 0),
        'onOrderMinor', coalesce((select sum(total) from orders where status <> 'draft'), 0)) as "openOrders"
    from last`.execute(read.db)
}

/** An instant as ISO 8601 in UTC with milliseconds. */
const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
