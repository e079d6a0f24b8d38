import type { Client } from 'pg'

/** How much a shop has, and what makes it differ from the next. */
export interface ShopSize {
  readonly lines: number
  readonly products: number
  /** Days of history, ending yesterday. */
  readonly days: number
  /** The same seed gives the same shop on the same day. */
  readonly seed: number
}

/** An organisation and its store, which exist already. */
export interface ShopIds {
  readonly organizationId: string
  readonly storeId: string
}

/**
 * Fills a store with a made-up past as the product itself would have left it: products that sell by a power law, receipts of two or
 * three lines that are busier on Fridays and grow over time, rollups, stock, lots, forecasts, plans, alerts and orders. Written
 * by the server itself, as superuser with triggers and foreign keys at rest: for benchmarks and checks of plans, not for tests of
 * behaviour.
 * @param client a superuser's connection of its own; left as it was found
 */
export const fillShop = async (client: Client, ids: ShopIds, size: ShopSize): Promise<void> => {
  await client.query("set session_replication_role = 'replica'")
  await client.query('select setseed($1)', [((size.seed * 0.61803398875) % 2) - 1])
  await client.query('begin')
  try {
    for (const statement of STATEMENTS) await client.query(withValues(statement, ids, size))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.query("set session_replication_role = 'origin'")
  }
}

/** Identifiers and numbers of our own making, so that they can stand in the text of many statements at once. */
const withValues = (statement: string, ids: ShopIds, size: ShopSize): string =>
  statement
    .replaceAll(/:org\b/g, `'${ids.organizationId}'::uuid`)
    .replaceAll(/:store\b/g, `'${ids.storeId}'::uuid`)
    .replaceAll(/:lines\b/g, String(size.lines))
    .replaceAll(/:products\b/g, String(size.products))
    .replaceAll(/:days\b/g, String(size.days))

const STATEMENTS = [
  // an identifier (RFC 9562, version 8) out of a name
  `create or replace function pg_temp.made(name text) returns uuid language sql immutable
    return overlay(overlay(md5(name) placing '8' from 13 for 1) placing 'a' from 17 for 1)::uuid`,
  `create temporary table p on commit drop as
    select i, pg_temp.made(:org::text || 'p' || i) as id, (5 + 60 * random())::numeric(10, 2) as price,
      (array['flower', 'pre_rolls', 'vapes', 'edibles', 'concentrates', 'tinctures', 'topicals', 'accessories'])[1 + i % 8] as category
    from generate_series(1, :products) i`,
  `insert into app.vendors (organization_id, id, name) select :org, pg_temp.made(:org::text || 'v' || v), 'Vendor ' || v
    from generate_series(1, 10) v`,
  `insert into app.products (organization_id, id, sku, name, category, brand, price, cost, vendor_id)
    select :org, id, 'SKU-' || i, 'Product ' || i || ' of ' || category, category, 'Brand ' || i % 25, price, round(price * 0.45, 2),
      pg_temp.made(:org::text || 'v' || 1 + i % 10) from p`,
  `create temporary table r on commit drop as
    select g, pg_temp.made(:org::text || 'r' || g) as id, day, day + interval '15 hours' + random() * interval '12 hours' as at
    from (
      select g, current_date - 1 - floor(:days * power(random(), 1.3))::integer as day
      from generate_series(1, greatest(1, (:lines * 2) / 5)) g) x`,
  `insert into app.receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day, tender, staff)
    select :org, id, :store, 'csv', g::text, 'sale', at, day, 'cash', 'Clerk ' || g % 7 from r`,
  `create temporary table l on commit drop as
    select x.i, r.id as receipt_id, r.at, r.day, p.id as product_id, p.price, x.quantity
    from (
      select i, 1 + floor((select count(*) from r) * random())::integer as g,
        1 + floor(:products * power(random(), 2.5))::integer as n, 1 + floor(2.2 * power(random(), 3))::integer as quantity
      from generate_series(1, :lines) i) x
    join r on r.g = x.g join p on p.i = x.n`,
  `insert into app.receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id, occurred_at,
      business_day, kind, quantity, unit, unit_price, gross_minor, tax_minor, net_minor, cost_minor, import_id)
    select :org, receipt_id, pg_temp.made(:org::text || 'l' || i), 1, :store, product_id, at, day, 'sale', quantity, 'each', price,
      round(quantity * price * 100), round(quantity * price * 15), round(quantity * price * 100), round(quantity * price * 45), :org
    from l`,
  `insert into app.sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
      discount_minor, tax_minor, net_minor, cost_minor, lines)
    select :org, :store, product_id, day, sum(quantity), 0, sum(round(quantity * price * 100)), 0, sum(round(quantity * price * 15)),
      sum(round(quantity * price * 100)), sum(round(quantity * price * 45)), count(*) from l group by product_id, day`,
  `insert into app.store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold, units_returned,
      gross_minor, discount_minor, tax_minor, net_minor, cost_minor)
    select :org, :store, d.business_day, (select count(*) from r where r.day = d.business_day), sum(d.lines), sum(d.units_sold), 0,
      sum(d.gross_minor), 0, sum(d.tax_minor), sum(d.net_minor), sum(d.cost_minor)
    from app.sales_daily d where d.organization_id = :org group by d.business_day`,
  `insert into app.stock_positions (organization_id, store_id, product_id, on_hand, known_from)
    select :org, :store, id, floor(60 * random()), now() from p`,
  `insert into app.lots (organization_id, id, store_id, product_id, lot_code, expires_on, unit_cost, received_at, known_at,
      known_quantity, on_hand)
    select :org, pg_temp.made(:org::text || 'lot' || i), :store, id, 'L' || i, current_date + (300 * random())::integer,
      round(price * 0.45, 2), now(), now(), 30, floor(40 * random()) from p`,
  `insert into app.forecast_runs (organization_id, id, reason, status, requested_by, series_total, series_done, started_at, finished_at)
    values (:org, :org, 'nightly', 'done', 'bench', :products, :products, now(), now())`,
  `insert into app.forecasts (organization_id, store_id, product_id, run_id, status, model, model_version, trained_from,
      trained_through, first_day, mean, lower, upper, interval_width, wape, skill, coverage, confidence, units_per_day,
      backtest, horizon_errors)
    select :org, :store, p.id, :org, 'ready', 'tsb', '1', current_date - :days, current_date - 1, current_date,
      array_fill(x.rate, array[60]), array_fill(0::float8, array[60]), array_fill(x.rate * 2, array[60]), 0.8, 0.4, 0.2, 0.8, 0.6,
      x.rate, '{"models": [], "chosen": "tsb", "reason": "", "horizonDays": 14, "origins": 8, "pattern": "smooth"}',
      array[-5, -2, 0, 2, 6]::float8[]
    from p, lateral (select coalesce(sum(units_sold), 0)::float8 / 90 as rate from app.sales_daily d
      where d.organization_id = :org and d.product_id = p.id and d.business_day > current_date - 90) x`,
  `insert into app.store_forecast_daily (organization_id, store_id, day, units)
    select :org, :store, current_date + i, 100 from generate_series(0, 59) i`,
  `insert into app.reorder_plans (organization_id, store_id, product_id, vendor_id, stock_status, needs_order, on_hand, on_order,
      units_per_day, days_of_supply, reorder_point, order_up_to, suggested_quantity, suggested_cost_minor, stock_out_on,
      at_risk_minor, frozen_minor, expiring_minor, stock_minor, sold_last_30, plan_day)
    select :org, :store, p.id, pg_temp.made(:org::text || 'v' || 1 + p.i % 10),
      (array['ok', 'low', 'stock_out', 'overstock'])[1 + floor(4 * random())::integer], random() < 0.2, s.on_hand, 0, f.units_per_day,
      case when f.units_per_day > 0 then least(999, s.on_hand / f.units_per_day) end, 10, 30, floor(20 * random()), 20000,
      current_date + 5, floor(50000 * random()), floor(20000 * power(random(), 4)), 0, round(s.on_hand * p.price * 45), 20, current_date
    from p join app.stock_positions s on s.organization_id = :org and s.product_id = p.id
    join app.forecasts f on f.organization_id = :org and f.product_id = p.id`,
  `insert into app.reorder_reasons (organization_id, store_id, product_id, reasoning)
    select :org, :store, id, '{"sentences": [{"text": "Sells steadily.", "data": {}}]}' from p`,
  `insert into app.alerts (organization_id, id, store_id, product_id, kind, state, dollars_minor, title)
    select :org, pg_temp.made(:org::text || 'a' || i), :store, id, 'low_stock', 'open', floor(90000 * random()), 'Low: Product ' || i
    from p where i % 8 = 0`,
]
