-- References of the tables that take a row for every line sold. A foreign key looks its parent up row by row, which was
-- three quarters of the time of a bulk import; these triggers prove the same for a whole statement with one join.
create function app.check_reference() returns trigger
language plpgsql as $$
declare
  parent text := tg_argv[0];
  matches text := tg_argv[1];
  before text := current_setting('enable_nestloop');
  missing boolean;
begin
  -- a parent that the statistics still call empty would be searched once for every row
  if (select count(*) from added) > 5000 then perform set_config('enable_nestloop', 'off', true); end if;
  execute format('select exists (select from added c where not exists (select from %s p where %s))', parent, matches) into missing;
  perform set_config('enable_nestloop', before, true);
  if missing then
    raise exception 'a row of % refers to a row of % that does not exist', tg_relid::regclass, parent
      using errcode = 'foreign_key_violation', table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;
create function app.check_unreferenced() returns trigger
language plpgsql as $$
declare
  child text := tg_argv[0];
  matches text := tg_argv[1];
  used boolean;
begin
  execute format('select exists (select from removed p where exists (select from %s c where %s))', child, matches) into used;
  if used then
    raise exception 'a row of % is still referred to by %', tg_relid::regclass, child
      using errcode = 'foreign_key_violation', table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;
-- `child.columns` must equal `parent.keys` of an existing row; columns may not be null.
create procedure app.refer(child regclass, columns text[], parent regclass, keys text[])
language plpgsql as $$
declare
  matches text := (select string_agg(format('p.%I = c.%I', key, col), ' and ') from unnest(columns, keys) as pair (col, key));
  name text := format('%s_%s', (select relname from pg_class where oid = child), (select relname from pg_class where oid = parent));
begin
  execute format('create trigger %I after insert on %s referencing new table as added for each statement
    execute function app.check_reference(%L, %L)', name || '_insert', child, parent, matches);
  execute format('create trigger %I after update on %s referencing new table as added for each statement
    execute function app.check_reference(%L, %L)', name || '_update', child, parent, matches);
  execute format('create trigger %I after delete on %s referencing old table as removed for each statement
    execute function app.check_unreferenced(%L, %L)', name || '_delete', parent, child, matches);
end $$;
revoke all on procedure app.refer from public;

create table app.vendors (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text,
  licence_number text,
  lead_time_days integer not null default 7 check (lead_time_days between 0 and 180),
  lead_time_spread_days numeric(6, 2) not null default 1 check (lead_time_spread_days >= 0),
  review_days integer not null default 7 check (review_days between 1 and 90),
  -- 0 = Sunday … 6 = Saturday; empty means any day
  order_weekdays smallint[] not null default '{}',
  minimum_order_minor bigint not null default 0 check (minimum_order_minor >= 0),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call app.protect('app.vendors');

create table app.products (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  sku text not null check (length(sku) between 1 and 120),
  name text not null check (length(name) between 1 and 400),
  category text not null default 'uncategorised' check (category in
    ('flower', 'pre_rolls', 'vapes', 'edibles', 'concentrates', 'tinctures', 'topicals', 'accessories', 'other', 'uncategorised')),
  source_category text,
  brand text,
  strain text,
  strain_type text check (strain_type in ('indica', 'sativa', 'hybrid')),
  thc_percent numeric(7, 3),
  cbd_percent numeric(7, 3),
  unit text not null default 'each' check (length(unit) between 1 and 20),
  barcode text,
  price numeric(19, 6),
  cost numeric(19, 6),
  vendor_id uuid,
  case_pack numeric(14, 4) not null default 1 check (case_pack > 0),
  moq numeric(14, 4) not null default 0 check (moq >= 0),
  shelf_life_days integer check (shelf_life_days > 0),
  -- what people set by hand; null means the calculated figure rules
  reorder_point_override numeric(14, 4) check (reorder_point_override >= 0),
  service_level numeric(4, 3) not null default 0.95 check (service_level between 0.5 and 0.999),
  -- postage, fees and manual entries are sold but never stocked, forecast or ordered
  is_service boolean not null default false,
  active boolean not null default true,
  created_by_import uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  unique (organization_id, sku),
  foreign key (organization_id, vendor_id) references app.vendors (organization_id, id)
);
create index products_by_name on app.products (organization_id, name, id);
create index products_by_vendor on app.products (organization_id, vendor_id);
create index products_by_category on app.products (organization_id, category, name, id);
-- The key is made after the other indexes on purpose. While the statistics call a table empty (an analyze in the middle
-- of the first import does that) every index led by organization_id costs the same and the planner takes the youngest;
-- look-ups by id must then land on this one, or each of them reads the whole organisation.
alter table app.products add primary key (organization_id, id);
call app.protect('app.products');

create table app.lots (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  lot_code text not null default '',
  package_tag text,
  room text,
  expires_on date,
  unit_cost numeric(19, 6),
  received_at timestamptz not null,
  -- what the lot held when it was last received or counted, and when that was
  known_quantity numeric(14, 4) not null default 0,
  known_at timestamptz not null,
  -- what is left of it: sales that name the package are taken from it, the rest from the lot that expires first
  on_hand numeric(14, 4) not null default 0,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create unique index lots_by_tag on app.lots (organization_id, store_id, package_tag) where package_tag is not null;
create unique index lots_by_code on app.lots (organization_id, store_id, product_id, lot_code) where package_tag is null;
create index lots_by_product on app.lots (organization_id, product_id, store_id, expires_on);
create index lots_expiring on app.lots (organization_id, store_id, expires_on) where on_hand > 0 and expires_on is not null;
call app.protect('app.lots', 'insert, update');

create table app.stock_positions (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  -- null: unknown, because neither a count nor a receipt was ever recorded
  on_hand numeric(14, 4),
  -- the instant from which movements change on hand: the last count, else just before the first receipt
  known_from timestamptz,
  counted_at timestamptz,
  negative_reason text,
  updated_at timestamptz not null default now(),
  check (on_hand is null or on_hand >= 0 or negative_reason is not null),
  check ((on_hand is null) = (known_from is null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index stock_positions_by_product on app.stock_positions (organization_id, product_id);
-- last, for the reason given at app.products
alter table app.stock_positions add primary key (organization_id, store_id, product_id);
call app.protect('app.stock_positions', 'insert, update');

-- The stock ledger: append-only. A count sets the truth at its instant: on hand = the last count's quantity plus every
-- movement after it. Until a first count or receipt is known, on hand is unknown, not zero.
create table app.stock_movements (
  organization_id uuid not null,
  id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  lot_id uuid,
  kind text not null check (kind in ('receive', 'sell', 'return', 'adjust', 'move', 'convert', 'destroy', 'count', 'undo')),
  quantity numeric(14, 4) not null,
  -- for counts: the quantity found; `quantity` is then the difference to the ledger at that moment
  counted_quantity numeric(14, 4),
  unit_cost numeric(19, 6),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  reason text,
  source_type text not null check (source_type in ('import', 'purchase_order', 'person', 'receipt', 'system')),
  -- the receipt, import, purchase order or, for the undoing of a count, the movement it takes back
  source_id uuid,
  actor_id text,
  primary key (organization_id, id),
  check ((kind = 'count') = (counted_quantity is not null)),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id)
);
-- one reference proves organisation, store and product at once
call app.refer('app.stock_movements', '{organization_id,store_id,product_id}', 'app.stock_positions', '{organization_id,store_id,product_id}');
create index stock_movements_by_product on app.stock_movements (organization_id, store_id, product_id, occurred_at);
-- the few rows that can make stock known, and those that take a count back
create index stock_movements_baselines on app.stock_movements (organization_id, store_id, product_id, occurred_at, id)
  where kind in ('count', 'receive');
create index stock_movements_by_source on app.stock_movements (organization_id, source_id) where source_type <> 'receipt';
create index stock_movements_by_lot on app.stock_movements (organization_id, lot_id, occurred_at) where lot_id is not null;
call app.protect('app.stock_movements', 'insert');
