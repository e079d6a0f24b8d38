-- Forecasts of whole stores, categories and product lines, whose totals agree with the products' forecasts. Arrays start at
-- first_day and are as long as those of the products.
create table app.forecast_levels (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  level text not null check (level in ('store', 'category', 'line')),
  -- 'store', the category, or the category and the line's name in lower case
  key text not null check (length(key) between 1 and 500),
  name text not null,
  -- null: the store itself
  category text,
  -- products that count towards it
  products integer not null,
  run_id uuid not null,
  first_day date not null,
  mean double precision[] not null default '{}',
  lower double precision[] not null default '{}',
  upper double precision[] not null default '{}',
  -- what the model of its own summed sales said before totals were made to agree; null where that was too short
  own_mean double precision[],
  -- units of its last sixty days, oldest first; null where the store was closed
  sold double precision[] not null default '{}',
  model text,
  model_version text,
  wape double precision,
  skill double precision,
  coverage double precision,
  confidence double precision,
  -- net sales ÷ units of the last four weeks, in cents
  minor_per_unit double precision,
  created_at timestamptz not null default now(),
  primary key (organization_id, store_id, level, key),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, run_id) references app.forecast_runs (organization_id, id)
);
create index forecast_levels_of_category on app.forecast_levels (organization_id, store_id, category);
create index forecast_levels_by_run on app.forecast_levels (organization_id, run_id);
call app.protect('app.forecast_levels');

-- Where each product stands in its store's tree.
create table app.forecast_level_products (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  category text not null,
  -- null: it hangs below its category
  line_key text,
  -- of a product too new for a forecast of its own: its recent share of the line, and the line's demand shared down by it
  line_share double precision,
  shared_mean double precision[],
  -- units by which agreeing with the levels above moved its first fortnight
  moved_units double precision not null default 0,
  primary key (organization_id, store_id, product_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index forecast_level_products_of_line on app.forecast_level_products (organization_id, store_id, category, line_key);
create index forecast_level_products_by_product on app.forecast_level_products (organization_id, product_id);
call app.protect('app.forecast_level_products');

-- Which numbers a store goes by, and the trials that say so.
create table app.forecast_level_choices (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  run_id uuid not null,
  -- reconciled: products were moved to agree with the levels; products: they stay, and the levels are their sums
  kept text not null check (kept in ('reconciled', 'products')),
  -- past fortnights tried and products tried in them; zero: too little history to try
  trials integer not null,
  judged_products integer not null,
  -- sum of errors of the products' fortnights ÷ units sold, as they were forecast and had they been moved
  products_wape double precision,
  reconciled_wape double precision,
  judged_at timestamptz not null,
  primary key (organization_id, store_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, run_id) references app.forecast_runs (organization_id, id)
);
create index forecast_level_choices_by_run on app.forecast_level_choices (organization_id, run_id);
call app.protect('app.forecast_level_choices');

-- The last two forecasts of a product, for what changed between them.
create table app.forecast_snapshots (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  run_id uuid not null,
  made_at timestamptz not null,
  model text not null,
  first_day date not null,
  mean double precision[] not null default '{}',
  before_made_at timestamptz,
  before_model text,
  before_first_day date,
  before_mean double precision[],
  primary key (organization_id, store_id, product_id),
  check ((before_made_at is null) = (before_mean is null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, run_id) references app.forecast_runs (organization_id, id)
);
create index forecast_snapshots_by_product on app.forecast_snapshots (organization_id, product_id);
create index forecast_snapshots_by_run on app.forecast_snapshots (organization_id, run_id);
call app.protect('app.forecast_snapshots');
