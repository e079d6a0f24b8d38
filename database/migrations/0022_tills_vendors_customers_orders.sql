-- A vendor as a till knows it.
create table app.vendor_identities (
  organization_id uuid not null references app.organizations,
  connection_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 200),
  vendor_id uuid not null,
  external_name text not null default '',
  updated_at timestamptz not null default now(),
  primary key (organization_id, connection_id, external_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, vendor_id) references app.vendors (organization_id, id)
);
create index vendor_identities_by_vendor on app.vendor_identities (organization_id, vendor_id);
call app.protect('app.vendor_identities');

-- A customer as a till knows them: the number its receipts carry (receipts.customer_ref) and what is decided by. Names,
-- addresses, birth dates and cards are left in the till.
create table app.till_customers (
  organization_id uuid not null references app.organizations,
  connection_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 200),
  -- null: the till does not say
  is_medical boolean,
  -- null: never asked
  marketing_consent boolean,
  -- the till's number of the customer who took over this one's record
  merged_into text check (length(merged_into) between 1 and 200),
  first_seen_at timestamptz not null,
  -- the till's last change of the record: an older telling changes nothing
  last_seen_at timestamptz not null,
  primary key (organization_id, connection_id, external_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
call app.protect('app.till_customers');

-- Orders written in a till are on order here too. The till leads: they are never changed or received here.
alter table app.purchase_orders drop constraint purchase_orders_origin_check;
alter table app.purchase_orders add constraint purchase_orders_origin_check check (origin in ('suggestion', 'person', 'till'));
alter table app.purchase_orders add column connection_id uuid;
alter table app.purchase_orders add column external_id text check (length(external_id) between 1 and 200);
-- the number people know it by in the till
alter table app.purchase_orders add column external_number text check (length(external_number) between 1 and 100);
alter table app.purchase_orders add constraint purchase_orders_till_check
  check (origin <> 'till' or (connection_id is not null and external_id is not null));
alter table app.purchase_orders add foreign key (organization_id, connection_id)
  references app.connections (organization_id, id);
create unique index purchase_orders_of_till on app.purchase_orders (organization_id, connection_id, external_id)
  where connection_id is not null;
