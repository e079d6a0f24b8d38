-- Networks over all products of an organisation: costly to train, so they are kept and trained anew at most weekly.
create table app.forecast_models (
  organization_id uuid not null references app.organizations,
  kind text not null default 'lstm' check (kind = 'lstm'),
  -- days since 1970-01-01: the present one answers for histories that reach the first, the past one has seen nothing after the second
  until_day integer not null,
  since_day integer not null,
  present text not null,
  past text not null,
  products integer not null check (products > 0),
  seconds double precision not null,
  trained_at timestamptz not null,
  primary key (organization_id, kind)
);
call app.protect('app.forecast_models', 'insert, update');
