import { sql } from '@suite/db'

/**
 * Everything that deserves an alert now, as rows (store_id, product_id, kind, dollars_minor, title, detail): what the
 * reorder plans say, stores whose last import failed, a failed last forecast, connections that do not work, what shelf, till
 * and state disagree on, papers that run out within 30 days, recalls that go on, and deliveries that should have come.
 */
export const causesAt = (now: Date) => sql`
  select r.store_id, r.product_id, k.kind, k.dollars_minor, k.title,
    jsonb_strip_nulls(jsonb_build_object('onHand', trim_scale(r.on_hand)::text, 'onOrder', trim_scale(r.on_order)::text,
      'onDraft', trim_scale(r.on_draft)::text, 'unitsPerDay', r.units_per_day, 'daysOfSupply', r.days_of_supply,
      'stockOutOn', r.stock_out_on, 'suggestedQuantity', trim_scale(r.suggested_quantity)::text,
      'costKnown', p.cost is not null, 'noDemand', r.stock_status = 'no_demand',
      'firstExpiry', case when k.kind = 'expiring' then (
        select min(t.expires_on) from lots t
        where t.organization_id = r.organization_id and t.product_id = r.product_id and t.store_id = r.store_id and t.on_hand > 0) end
    )) as detail
  from reorder_plans r
  join products p on p.organization_id = r.organization_id and p.id = r.product_id
  cross join lateral (
    select 'stock_out' as kind, r.at_risk_minor as dollars_minor, p.name || ' is out of stock' as title
      where r.stock_status = 'stock_out'
    union all select 'low_stock', greatest(r.at_risk_minor, r.unordered_risk_minor), p.name || ' is running low'
      where r.stock_status = 'low'
    union all select 'overstock', r.frozen_minor, p.name || ' is overstocked'
      where r.stock_status = 'overstock'
    union all select 'overstock', r.frozen_minor, p.name || ' does not sell'
      where r.stock_status = 'no_demand' and r.frozen_minor > 0
    union all select 'expiring', r.expiring_minor, p.name || ' will expire unsold'
      where r.expiring_minor > 0
  ) k
  union all
  select i.store_id, null, 'import_failed', 0, 'The import of ' || i.file_name || ' failed',
    jsonb_build_object('fileName', i.file_name, 'failure', i.failure, 'importId', i.id)
  from stores s cross join lateral (
    select x.* from imports x
    where x.organization_id = s.organization_id and x.store_id = s.id and x.status in ('done', 'failed')
    order by x.created_at desc limit 1
  ) i
  where i.status = 'failed'
  union all
  select s.id, null, 'forecast_failed', 0, 'The last forecast failed', jsonb_build_object('failure', f.failure, 'runId', f.id)
  from (select * from forecast_runs where status in ('done', 'failed') order by created_at desc limit 1) f
  cross join (select id from stores where active order by created_at, id limit 1) s
  where f.status = 'failed'
  union all
  select c.store_id, null, 'connection_failing', 0, string_agg(c.name, ', ' order by c.failing_since) || ' does not work',
    jsonb_build_object('since', min(c.failing_since), 'failure', (array_agg(c.failure order by c.failing_since))[1],
      'advice', (array_agg(c.failure_advice order by c.failing_since))[1])
  from connections c where c.status = 'active' and c.failing_since is not null
  group by c.store_id
  union all
  select d.store_id, null, 'discrepancies', coalesce(sum(abs(d.dollars_minor)), 0)::bigint,
    case count(*) when 1 then 'Shelf, till and state disagree on one thing'
      else 'Shelf, till and state disagree on ' || count(*) || ' things' end,
    jsonb_build_object('overdue', count(*) filter (where d.due_at < ${now}), 'dueAt', min(d.due_at) filter (where d.due_at >= ${now}))
  from discrepancies d where d.state not in ('resolved', 'dismissed')
  group by d.store_id
  union all
  select coalesce(k.store_id, f.id), null, 'credentials_due', 0,
    case count(*) when 1 then 'One licence, badge or certificate runs out'
      else count(*) || ' licences, badges or certificates run out' end,
    jsonb_build_object('expired', count(*) filter (where k.expires_on < ${now}::timestamptz::date), 'firstExpiry', min(k.expires_on))
  from credentials k cross join (select id from stores where active order by created_at, id limit 1) f
  where k.status = 'active' and k.expires_on <= ${now}::timestamptz::date + 30
  group by coalesce(k.store_id, f.id)
  union all
  select i.store_id, null, 'recall_open', 0,
    case count(distinct r.id) when 1 then 'Recall: ' || min(r.title) else count(distinct r.id) || ' recalls go on' end,
    jsonb_build_object('since', min(r.started_at), 'found', count(*), 'unheld', count(*) filter (where r.held_at is null))
  from recalls r join recall_items i on i.organization_id = r.organization_id and i.recall_id = r.id
  where r.status = 'open' and r.kind = 'recall'
  group by i.store_id
  union all
  select t.store_id, null, 'transfers_waiting', 0,
    case count(*) when 1 then 'A delivery waits to be counted and accepted'
      else count(*) || ' deliveries wait to be counted and accepted' end,
    jsonb_build_object('since', min(t.expected_at), 'from', string_agg(distinct t.shipper_name, ', '))
  from mirror_transfers t
  where t.received_at is null and t.expected_at <= ${now} and t.expected_at > ${now}::timestamptz - interval '60 days'
  group by t.store_id`
