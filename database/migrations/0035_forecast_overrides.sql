-- What people expect in place of the model, kept beside the model's own number and scored when the days are over.
create table app.forecast_overrides (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  first_day date not null,
  last_day date not null,
  kind text not null check (kind in ('percent', 'units_per_day')),
  -- percent more (or, below zero, less) than the model, or units a day
  value numeric(12, 4) not null,
  reason text not null check (length(reason) between 1 and 500),
  -- sums over the days as they stood when it was made
  model text not null,
  model_units double precision not null check (model_units >= 0),
  expected_units double precision not null check (expected_units >= 0),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (organization_id, id),
  check (last_day >= first_day),
  check (kind <> 'percent' or value between -100 and 1000),
  check (kind <> 'units_per_day' or value >= 0),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index forecast_overrides_of_products on app.forecast_overrides (organization_id, product_id, store_id, last_day);
create index forecast_overrides_of_stores on app.forecast_overrides (organization_id, store_id);
create index forecast_overrides_recent on app.forecast_overrides (organization_id, made_at desc, id desc);
call app.protect('app.forecast_overrides', 'insert, update');
