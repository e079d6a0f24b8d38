-- Where a store's sales come from and for which span: a file until the cut-over, the live till from then on.
create table app.sales_sources (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  source text not null check (length(source) between 1 and 80),
  active_from timestamptz,
  active_until timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, store_id, source),
  check (active_from is null or active_until is null or active_from < active_until),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
call app.protect('app.sales_sources');

-- A file as it was handed in, kept so that it can be imported, re-run and shown. The bytes lie in the file store.
create table app.uploads (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  file_name text not null,
  file_key text not null,
  file_hash text not null,
  file_bytes bigint not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
call app.protect('app.uploads', 'insert');

create table app.imports (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  kind text not null check (kind in ('sales', 'stock', 'products')),
  source text not null,
  file_name text not null,
  file_hash text not null,
  file_key text not null,
  file_bytes bigint not null,
  layout jsonb not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled', 'undone')),
  cancel_requested boolean not null default false,
  phase text not null default 'waiting',
  rows_read bigint not null default 0,
  rows_added bigint not null default 0,
  rows_known bigint not null default 0,
  rows_refused bigint not null default 0,
  rows_outside_window bigint not null default 0,
  bytes_read bigint not null default 0,
  progress numeric(5, 4) not null default 0,
  -- exact sum of quantity × unit price over every accepted line, as the file states it
  file_total numeric(30, 10) not null default 0,
  -- business days the file's lines lie in
  from_day date,
  to_day date,
  summary jsonb not null default '{}',
  failure text,
  requested_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index imports_recent on app.imports (organization_id, created_at desc, id desc);
create index imports_by_store on app.imports (organization_id, store_id, source, created_at);
call app.protect('app.imports');

create table app.import_refusals (
  organization_id uuid not null references app.organizations,
  import_id uuid not null,
  line bigint not null,
  code text not null,
  reason text not null,
  cells text[] not null,
  primary key (organization_id, import_id, line),
  foreign key (organization_id, import_id) references app.imports (organization_id, id)
);
call app.protect('app.import_refusals', 'insert, delete');

create table app.import_layouts (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  header_signature text not null,
  name text not null,
  layout jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, header_signature)
);
call app.protect('app.import_layouts');

create table app.receipts (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  source text not null,
  external_id text not null check (length(external_id) between 1 and 200),
  kind text not null check (kind in ('sale', 'return', 'void', 'adjustment')),
  occurred_at timestamptz not null,
  business_day date not null,
  customer_ref text,
  tender text,
  staff text,
  channel text check (channel in ('medical', 'adult_use')),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  unique (organization_id, store_id, source, external_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, import_id) references app.imports (organization_id, id)
);
create index receipts_by_day on app.receipts (organization_id, store_id, business_day, id);
-- last, for the reason given at app.products
alter table app.receipts add primary key (organization_id, id);
call app.protect('app.receipts');

-- The largest table. Its two references imply the others: a receipt is of one organisation and store.
create table app.receipt_lines (
  organization_id uuid not null,
  receipt_id uuid not null,
  -- what the line says, hashed; identical lines of one receipt are told apart by their occurrence number
  fingerprint uuid not null,
  occurrence integer not null check (occurrence > 0),
  store_id uuid not null,
  product_id uuid not null,
  occurred_at timestamptz not null,
  business_day date not null,
  kind text not null check (kind in ('sale', 'return', 'void', 'adjustment')),
  quantity numeric(14, 4) not null,
  unit text not null,
  unit_price numeric(19, 6) not null,
  gross_minor bigint not null,
  discount_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  net_minor bigint not null,
  cost_minor bigint,
  -- tax by kind: [{"kind": "excise", "minor": 120}]
  taxes jsonb not null default '[]',
  package_tag text,
  -- the import that brought it, and the one that reported it struck out later
  import_id uuid not null,
  voided_by_import_id uuid,
  primary key (organization_id, receipt_id, fingerprint, occurrence)
);
call app.refer('app.receipt_lines', '{organization_id,receipt_id}', 'app.receipts', '{organization_id,id}');
call app.refer('app.receipt_lines', '{organization_id,product_id}', 'app.products', '{organization_id,id}');
create index receipt_lines_by_day on app.receipt_lines (organization_id, store_id, business_day);
call app.protect('app.receipt_lines');

-- What a product file overwrote, so that the import can be undone.
create table app.import_product_changes (
  organization_id uuid not null references app.organizations,
  import_id uuid not null,
  product_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  primary key (organization_id, import_id, product_id),
  foreign key (organization_id, import_id) references app.imports (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index import_product_changes_by_product on app.import_product_changes (organization_id, product_id);
call app.protect('app.import_product_changes', 'insert, delete');

-- Rollups, recomputed from the lines per dirty (store, business day) in the transaction that dirtied them.
create table app.sales_daily (
  organization_id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  business_day date not null,
  units_sold numeric(16, 4) not null,
  units_returned numeric(16, 4) not null,
  gross_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  net_minor bigint not null,
  -- null when the cost of any of its lines is unknown
  cost_minor bigint,
  lines integer not null,
  primary key (organization_id, product_id, store_id, business_day)
);
call app.refer('app.sales_daily', '{organization_id,product_id}', 'app.products', '{organization_id,id}');
create index sales_daily_by_day on app.sales_daily (organization_id, store_id, business_day);
call app.protect('app.sales_daily');

create table app.store_sales_daily (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  business_day date not null,
  receipts integer not null,
  lines integer not null,
  units_sold numeric(16, 4) not null,
  units_returned numeric(16, 4) not null,
  gross_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  net_minor bigint not null,
  cost_minor bigint,
  primary key (organization_id, store_id, business_day),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
call app.protect('app.store_sales_daily');
