-- What was expected of each week just before it began, beside what sold: how good forecasts are in use, not in a backtest.
create table app.forecast_weeks (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  -- a Monday
  week_start date not null,
  -- units over the seven days: by the model, as planned with (what people expect instead among it), and as the last week
  predicted double precision not null,
  planned double precision not null,
  naive double precision not null,
  model text not null,
  made_at timestamptz not null,
  -- units sold less returned, once the week is over
  sold double precision,
  primary key (organization_id, week_start, store_id, product_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index forecast_weeks_of_stores on app.forecast_weeks (organization_id, store_id, week_start);
create index forecast_weeks_of_products on app.forecast_weeks (organization_id, product_id);
create index forecast_weeks_unscored on app.forecast_weeks (organization_id, week_start) where sold is null;
call app.protect('app.forecast_weeks');
