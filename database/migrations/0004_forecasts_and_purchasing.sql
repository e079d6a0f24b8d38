create table app.forecast_runs (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  reason text not null check (reason in ('nightly', 'import', 'person', 'stock_change')),
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  cancel_requested boolean not null default false,
  series_total integer not null default 0,
  series_done integer not null default 0,
  summary jsonb not null default '{}',
  failure text,
  requested_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index forecast_runs_recent on app.forecast_runs (organization_id, created_at desc, id desc);
call app.protect('app.forecast_runs');

-- The present forecast of a product in a store; arrays start at first_day.
create table app.forecasts (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  run_id uuid not null,
  status text not null check (status in ('ready', 'not_enough_history')),
  available_on date,
  model text,
  model_version text,
  trained_from date,
  trained_through date not null,
  first_day date,
  mean double precision[],
  lower double precision[],
  upper double precision[],
  interval_width numeric(4, 3),
  mape double precision,
  wape double precision,
  skill double precision,
  coverage double precision,
  confidence double precision,
  units_per_day double precision,
  backtest jsonb,
  components jsonb,
  horizon_errors double precision[],
  created_at timestamptz not null default now(),
  primary key (organization_id, store_id, product_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, run_id) references app.forecast_runs (organization_id, id)
);
create index forecasts_by_product on app.forecasts (organization_id, product_id);
create index forecasts_by_run on app.forecasts (organization_id, run_id);
call app.protect('app.forecasts');

-- The present reorder reasoning of a product in a store. Flags are stored because comparisons of numeric cannot be index
-- conditions under row-level security.
create table app.reorder_plans (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  vendor_id uuid,
  stock_status text not null check (stock_status in ('stock_out', 'low', 'ok', 'overstock', 'unknown', 'no_demand')),
  -- true while something must be ordered, whether or not a draft already holds it
  needs_order boolean not null,
  on_hand numeric(14, 4),
  on_order numeric(14, 4) not null,
  -- open drafts, written by the planner and by people
  on_draft numeric(14, 4) not null default 0,
  units_per_day double precision not null,
  days_of_supply double precision,
  reorder_point numeric(14, 4),
  order_up_to numeric(14, 4),
  -- what the planner's own draft should hold, and the part of it that no draft holds yet
  needed_quantity numeric(14, 4) not null default 0,
  suggested_quantity numeric(14, 4) not null,
  suggested_cost_minor bigint,
  stock_out_on date,
  -- margin (sales, where the cost is unknown) lost before an order placed now could arrive, and over the whole protection
  -- interval if nothing is ordered
  at_risk_minor bigint not null,
  unordered_risk_minor bigint not null default 0,
  frozen_minor bigint not null default 0,
  expiring_minor bigint not null default 0,
  -- on hand at cost; null when on hand or cost is unknown
  stock_minor bigint,
  sold_last_30 numeric(16, 4) not null default 0,
  -- the first day the plan looks at
  plan_day date not null,
  computed_at timestamptz not null default now(),
  primary key (organization_id, store_id, product_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, vendor_id) references app.vendors (organization_id, id)
);
create index reorder_plans_by_product on app.reorder_plans (organization_id, product_id);
create index reorder_plans_to_order on app.reorder_plans (organization_id, store_id, at_risk_minor desc, product_id) where needs_order;
create index reorder_plans_by_status on app.reorder_plans (organization_id, stock_status, store_id);
create index reorder_plans_by_risk on app.reorder_plans (organization_id, at_risk_minor desc, product_id);
create index reorder_plans_of_store on app.reorder_plans (organization_id, store_id, at_risk_minor desc, product_id);
create index reorder_plans_by_vendor on app.reorder_plans (organization_id, vendor_id);
call app.protect('app.reorder_plans');

-- Why a plan is what it is, in words and figures. Kept apart from the plan: lists and sums read all plans, never the words.
create table app.reorder_reasons (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  reasoning jsonb not null,
  primary key (organization_id, store_id, product_id),
  foreign key (organization_id, store_id, product_id) references app.reorder_plans (organization_id, store_id, product_id) on delete cascade
);
call app.protect('app.reorder_reasons');

-- Rollup for the dashboard: what all forecasts of a store expect, day by day; written with the plans of a whole run.
create table app.store_forecast_daily (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  day date not null,
  units double precision not null,
  primary key (organization_id, store_id, day),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
call app.protect('app.store_forecast_daily');

-- The last purchase order number given; the row's lock hands out the next without gaps or races.
create table app.purchase_order_numbers (
  organization_id uuid primary key references app.organizations,
  last_number integer not null check (last_number > 0)
);
call app.protect('app.purchase_order_numbers', 'insert, update');

create table app.purchase_orders (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  number integer not null,
  store_id uuid not null,
  vendor_id uuid not null,
  status text not null check (status in ('draft', 'approved', 'sent', 'partly_received', 'received', 'cancelled')),
  origin text not null check (origin in ('suggestion', 'person')),
  expected_on date,
  note text not null default '' check (length(note) <= 2000),
  total_minor bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  approved_by text,
  approved_at timestamptz,
  -- how the order reaches the vendor: asked for, done, or failed with the reason
  delivery text not null default 'none' check (delivery in ('none', 'pending', 'sent', 'failed', 'by_hand')),
  delivery_failure text,
  sent_at timestamptz,
  sent_to text,
  -- products a person took off this draft; the planner leaves them off
  declined uuid[] not null default '{}',
  closed_by text,
  closed_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, vendor_id) references app.vendors (organization_id, id)
);
create index purchase_orders_recent on app.purchase_orders (organization_id, created_at desc, id desc);
create index purchase_orders_by_status on app.purchase_orders (organization_id, status, created_at desc);
create index purchase_orders_by_vendor on app.purchase_orders (organization_id, vendor_id);
-- one open suggested draft for a vendor and store: tomorrow's run extends it instead of writing a second
create unique index purchase_orders_one_suggested_draft on app.purchase_orders (organization_id, store_id, vendor_id)
  where status = 'draft' and origin = 'suggestion';
call app.protect('app.purchase_orders', 'insert, update');

create table app.purchase_order_lines (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  purchase_order_id uuid not null,
  product_id uuid not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  received_quantity numeric(14, 4) not null default 0 check (received_quantity >= 0),
  unit text not null,
  -- null: nobody has said what it costs; never taken for zero
  unit_cost numeric(19, 6) check (unit_cost >= 0),
  suggested_quantity numeric(14, 4),
  -- a quantity a person set is never changed by the planner
  set_by text not null check (set_by in ('suggestion', 'person')),
  reasoning jsonb,
  primary key (organization_id, id),
  unique (organization_id, purchase_order_id, product_id),
  foreign key (organization_id, purchase_order_id) references app.purchase_orders (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index purchase_order_lines_by_product on app.purchase_order_lines (organization_id, product_id);
call app.protect('app.purchase_order_lines');

create table app.goods_receipts (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  purchase_order_id uuid not null,
  purchase_order_line_id uuid not null,
  lot_id uuid not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  unit_cost numeric(19, 6) not null check (unit_cost >= 0),
  received_at timestamptz not null,
  received_by text not null,
  -- why more came than was ordered
  reason text,
  primary key (organization_id, id),
  foreign key (organization_id, purchase_order_id) references app.purchase_orders (organization_id, id),
  foreign key (organization_id, purchase_order_line_id) references app.purchase_order_lines (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id)
);
create index goods_receipts_by_order on app.goods_receipts (organization_id, purchase_order_id);
call app.protect('app.goods_receipts', 'insert');

create table app.alerts (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  product_id uuid,
  kind text not null check (kind in ('low_stock', 'stock_out', 'overstock', 'expiring', 'import_failed', 'forecast_failed')),
  state text not null check (state in ('open', 'snoozed', 'resolved')),
  dollars_minor bigint not null,
  title text not null,
  detail jsonb not null default '{}',
  snoozed_until timestamptz,
  snooze_reason text,
  snoozed_by text,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create unique index alerts_one_open on app.alerts (organization_id, store_id, kind, product_id) nulls not distinct where state <> 'resolved';
create index alerts_by_product on app.alerts (organization_id, product_id);
create index alerts_inbox on app.alerts (organization_id, state, dollars_minor desc, id);
call app.protect('app.alerts', 'insert, update');

-- Events handled at least once: a consumer notes what it has done, so that a second delivery changes nothing.
create table app.handled_events (
  organization_id uuid not null references app.organizations,
  event_id uuid not null,
  consumer text not null,
  handled_at timestamptz not null default now(),
  primary key (organization_id, event_id, consumer)
);
call app.protect('app.handled_events');
