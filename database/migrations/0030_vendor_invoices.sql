-- What vendors bill for orders: matched with what was ordered and what was received.
create table app.vendor_invoices (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  purchase_order_id uuid not null,
  store_id uuid not null,
  vendor_id uuid not null,
  -- the vendor's own number
  number text not null check (length(number) between 1 and 60),
  invoiced_on date not null,
  due_on date,
  freight_minor bigint not null default 0 check (freight_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  total_minor bigint not null,
  note text not null default '' check (length(note) <= 1000),
  -- matched and differs follow what is received; the rest is a person's word
  status text not null check (status in ('matched', 'differs', 'accepted', 'disputed', 'void')),
  -- billed above what was ordered and received, as it stood when last matched
  difference_minor bigint not null default 0,
  settled_reason text check (length(settled_reason) between 1 and 1000),
  settled_by text,
  settled_at timestamptz,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (organization_id, id),
  check (due_on is null or due_on >= invoiced_on),
  check ((settled_at is null) = (settled_by is null)),
  foreign key (organization_id, purchase_order_id) references app.purchase_orders (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, vendor_id) references app.vendors (organization_id, id)
);
-- a vendor's number is paid once
create unique index vendor_invoices_once on app.vendor_invoices (organization_id, vendor_id, lower(number))
  where status <> 'void';
create index vendor_invoices_of_orders on app.vendor_invoices (organization_id, purchase_order_id, recorded_at, id);
create index vendor_invoices_of_vendors on app.vendor_invoices (organization_id, vendor_id);
create index vendor_invoices_of_stores on app.vendor_invoices (organization_id, store_id);
create index vendor_invoices_recent on app.vendor_invoices (organization_id, recorded_at desc, id desc);
create index vendor_invoices_by_status on app.vendor_invoices (organization_id, status, recorded_at desc, id desc);
call app.protect('app.vendor_invoices', 'insert, update');

create table app.vendor_invoice_lines (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  invoice_id uuid not null,
  product_id uuid not null,
  -- in the unit the product is kept in
  quantity numeric(14, 4) not null check (quantity > 0),
  unit_price numeric(19, 6) not null check (unit_price >= 0),
  primary key (organization_id, id),
  unique (organization_id, invoice_id, product_id),
  foreign key (organization_id, invoice_id) references app.vendor_invoices (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index vendor_invoice_lines_of_products on app.vendor_invoice_lines (organization_id, product_id);
call app.protect('app.vendor_invoice_lines', 'insert');
