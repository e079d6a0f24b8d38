-- What the state's register and the till say of each package, receipt and transfer: the two other sides of a
-- reconciliation. Nothing here overrules the shelf; it is evidence.
create table app.mirror_packages (
  organization_id uuid not null,
  connection_id uuid not null,
  tag text not null check (length(tag) between 1 and 120),
  store_id uuid not null,
  side text not null check (side in ('state', 'pos')),
  item_name text not null default '',
  category text,
  quantity numeric(14, 4) not null,
  unit text not null,
  room text,
  -- whether that side counts it as this store's inventory
  active boolean not null,
  on_hold boolean not null default false,
  on_recall boolean not null default false,
  finished boolean not null default false,
  lab_state text,
  packaged_on date,
  expires_on date,
  source_tags text[] not null default '{}',
  last_modified timestamptz not null,
  seen_at timestamptz not null,
  primary key (organization_id, connection_id, tag),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index mirror_packages_by_store on app.mirror_packages (organization_id, store_id, tag, side);
call app.protect('app.mirror_packages', 'insert, update');

-- Every change one side reported, for the evidence of a discrepancy. Append-only.
create table app.mirror_package_changes (
  organization_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  tag text not null,
  side text not null check (side in ('state', 'pos')),
  changed_at timestamptz not null,
  seen_at timestamptz not null,
  before jsonb,
  after jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
create index mirror_package_changes_by_tag on app.mirror_package_changes (organization_id, connection_id, tag, changed_at);
call app.protect('app.mirror_package_changes', 'insert');

create table app.mirror_receipts (
  organization_id uuid not null,
  connection_id uuid not null,
  state_id text not null check (length(state_id) between 1 and 120),
  store_id uuid not null,
  external_number text,
  sold_at timestamptz not null,
  customer_type text,
  voided boolean not null,
  last_modified timestamptz not null,
  seen_at timestamptz not null,
  -- [{"tag": …, "quantity": …, "unit": …, "totalMinor": …}]
  lines jsonb not null,
  primary key (organization_id, connection_id, state_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index mirror_receipts_by_number on app.mirror_receipts (organization_id, store_id, external_number);
create index mirror_receipts_by_time on app.mirror_receipts (organization_id, store_id, sold_at);
call app.protect('app.mirror_receipts', 'insert, update');

create table app.mirror_transfers (
  organization_id uuid not null,
  connection_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 120),
  store_id uuid not null,
  manifest text not null,
  shipper_licence text not null,
  shipper_name text not null,
  expected_at timestamptz,
  received_at timestamptz,
  last_modified timestamptz not null,
  seen_at timestamptz not null,
  -- [{"tag", "itemName", "shippedQuantity", "receivedQuantity", "unit", "state", "expiresOn", "labState"}]
  packages jsonb not null,
  primary key (organization_id, connection_id, external_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index mirror_transfers_expected on app.mirror_transfers (organization_id, store_id, received_at, expected_at);
call app.protect('app.mirror_transfers', 'insert, update');
