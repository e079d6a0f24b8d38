-- What an inspector is handed about a store and a period, as it was prepared: never changed afterwards.
create table app.inspection_packs (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  -- business days, both inclusive
  from_day date not null,
  to_day date not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
  failure text,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  -- records by section
  counts jsonb not null default '{}',
  -- JSON, compressed with gzip; the hash is of the JSON itself
  data bytea,
  data_sha256 text,
  pdf bytea,
  pdf_sha256 text,
  primary key (organization_id, id),
  check (from_day <= to_day),
  check (status <> 'done' or (data is not null and pdf is not null and finished_at is not null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index inspection_packs_recent on app.inspection_packs (organization_id, requested_at desc, id desc);
create index inspection_packs_of_store on app.inspection_packs (organization_id, store_id);
call app.protect('app.inspection_packs', 'insert, update');

create index stock_movements_adjusted on app.stock_movements (organization_id, store_id, occurred_at) where kind = 'adjust';
