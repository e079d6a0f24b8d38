-- What is expected to become of each lot that leaves sale soon, the ways out with what they would save, and what people chose.
alter table app.vendors add column takes_returns boolean;

create table app.lot_outlooks (
  organization_id uuid not null references app.organizations,
  lot_id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  leaves_on date not null,
  quantity numeric(14, 4) not null,
  units_per_day double precision not null,
  expected_sold numeric(14, 4) not null,
  expected_unsold numeric(14, 4) not null,
  unsold_low numeric(14, 4) not null,
  unsold_high numeric(14, 4) not null,
  unit_cost numeric(19, 6),
  unit_price numeric(19, 6),
  -- what is left over at cost, or at price where the cost is unknown
  waste_minor bigint not null,
  waste_at_price_minor bigint not null,
  sold_out_on date,
  -- expected balance at the end of each day from the plan's day on
  balance real[] not null default '{}',
  choices jsonb not null default '[]',
  recommended text check (recommended in ('keep', 'markdown', 'transfer', 'return', 'destroy')),
  saved_minor bigint not null default 0,
  plan_day date not null,
  computed_at timestamptz not null,
  primary key (organization_id, lot_id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id) on delete cascade,
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index lot_outlooks_by_waste on app.lot_outlooks (organization_id, waste_minor desc, lot_id);
create index lot_outlooks_by_day on app.lot_outlooks (organization_id, leaves_on, lot_id);
create index lot_outlooks_of_stores on app.lot_outlooks (organization_id, store_id, product_id);
create index lot_outlooks_of_products on app.lot_outlooks (organization_id, product_id, store_id);
call app.protect('app.lot_outlooks', 'insert, update, delete');

create table app.lot_decisions (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  lot_id uuid not null,
  choice text not null check (choice in ('keep', 'markdown', 'transfer', 'return', 'destroy')),
  recommended text,
  saved_minor bigint,
  note text check (length(note) between 1 and 500),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (organization_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id) on delete cascade
);
create unique index lot_decisions_in_force on app.lot_decisions (organization_id, lot_id) where ended_at is null;
create index lot_decisions_of_lots on app.lot_decisions (organization_id, lot_id, made_at desc);
call app.protect('app.lot_decisions', 'insert, update');
