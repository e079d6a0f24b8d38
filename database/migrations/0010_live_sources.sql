-- Live tills: a receipt comes again whenever the till changes it, each time whole and with the till's time of change.
alter table app.receipts add column source_modified_at timestamptz;
-- What one connection brought in one day stands as one import, so that every line says where it came from.
alter table app.imports add column connection_id uuid;
alter table app.imports add foreign key (organization_id, connection_id) references app.connections (organization_id, id);
create unique index imports_of_connection on app.imports (organization_id, connection_id, kind, file_name) where connection_id is not null;
-- the list a person sees holds files only
create index imports_of_files on app.imports (organization_id, created_at desc, id desc) where connection_id is null;
-- a product as a till knows it
create table app.product_identities (
  organization_id uuid not null references app.organizations,
  connection_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 200),
  product_id uuid not null,
  external_name text not null default '',
  updated_at timestamptz not null default now(),
  primary key (organization_id, connection_id, external_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index product_identities_by_product on app.product_identities (organization_id, product_id);
call app.protect('app.product_identities');
