-- What was counted of a delivery when it arrived, package by package, and what became of it here.
create table app.transfer_counts (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  connection_id uuid not null,
  -- the manifest as the register names it
  external_id text not null,
  tag text not null check (length(tag) between 1 and 120),
  -- in the manifest's unit
  counted numeric(14, 4) not null check (counted >= 0),
  unit text not null,
  rejected boolean not null default false,
  reject_reason text check (length(reject_reason) between 1 and 500),
  product_id uuid,
  unit_cost numeric(14, 4) check (unit_cost >= 0),
  lot_code text not null default '' check (length(lot_code) <= 120),
  expires_on date,
  -- the lab certificate: number, laboratory, day of the test
  certificate text not null default '' check (length(certificate) <= 100),
  lab text not null default '' check (length(lab) <= 200),
  tested_on date,
  note text not null default '' check (length(note) <= 1000),
  counted_by text not null,
  counted_at timestamptz not null,
  -- the lot it lies in here, since when
  lot_id uuid,
  taken_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, connection_id, external_id, tag),
  check (rejected = (reject_reason is not null)),
  check (certificate = '' or lab <> ''),
  check (taken_at is null or lot_id is not null),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, connection_id, external_id)
    references app.mirror_transfers (organization_id, connection_id, external_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id)
);
create index transfer_counts_of_lots on app.transfer_counts (organization_id, lot_id);
create index transfer_counts_of_products on app.transfer_counts (organization_id, product_id);
call app.protect('app.transfer_counts', 'insert, update');

-- which product a register's item came as before
create index mirror_packages_by_item on app.mirror_packages (organization_id, store_id, item_name) where side = 'state';
