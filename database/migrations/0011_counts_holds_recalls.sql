-- A package may carry three dates besides each other: the last day the shop may sell it, the last day to use it, its expiry.
alter table app.lots add column sell_by_on date;
alter table app.lots add column use_by_on date;
-- What sales that name no package have taken from the lot for good, counted on the basis of the `known_at` noted with it: a
-- hold that is placed or lifted must not deal those sales out again.
alter table app.lots add column unnamed_taken numeric(14, 4) not null default 0 check (unnamed_taken >= 0);
alter table app.lots add column unnamed_taken_basis timestamptz;
drop index app.lots_expiring;
create index lots_leaving_sale on app.lots (organization_id, store_id, (least(expires_on, sell_by_on, use_by_on)))
  where on_hand > 0 and coalesce(expires_on, sell_by_on, use_by_on) is not null;
-- whole harvests and vendors are recalled by code, over all stores
create index lots_by_lot_code on app.lots (organization_id, lot_code) where lot_code <> '';
create index lots_by_package_tag on app.lots (organization_id, package_tag) where package_tag is not null;
-- who was sold a recalled package; lines that name none, all of most file imports, are not in it
create index receipt_lines_by_tag on app.receipt_lines (organization_id, package_tag) where package_tag is not null;

-- The packages or harvests a lot was made from, as the state names them.
create table app.lot_sources (
  organization_id uuid not null references app.organizations,
  lot_id uuid not null,
  source_tag text not null check (length(source_tag) between 1 and 120),
  primary key (organization_id, lot_id, source_tag),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id)
);
create index lot_sources_by_tag on app.lot_sources (organization_id, source_tag);
call app.protect('app.lot_sources', 'insert, delete');

-- Recalls and the drills that rehearse them. The four instants are the timer: started, traced, held, finished.
create table app.recalls (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  kind text not null check (kind in ('recall', 'drill')),
  title text not null check (length(title) between 1 and 200),
  reason text not null check (length(reason) between 1 and 2000),
  -- who ordered it and their reference
  authority text not null default '' check (length(authority) <= 200),
  -- what is recalled: {"by": "tag", "values": [...]}, see contract.ts
  scope jsonb not null,
  status text not null check (status in ('open', 'finished')),
  started_by text not null,
  started_at timestamptz not null,
  traced_at timestamptz,
  held_at timestamptz,
  finished_at timestamptz,
  finished_by text,
  outcome text check (length(outcome) <= 2000),
  -- the figures of the report as they stood when it was finished
  summary jsonb not null default '{}',
  primary key (organization_id, id)
);
create index recalls_recent on app.recalls (organization_id, started_at desc, id desc);
call app.protect('app.recalls', 'insert, update');

-- What a trace found in a store: a lot, a whole product, or a tag that nothing here carries (yet).
create table app.recall_items (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  recall_id uuid not null,
  store_id uuid not null,
  product_id uuid,
  lot_id uuid,
  package_tag text,
  -- on hand when it was traced; null while unknown
  on_hand numeric(14, 4),
  found_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique nulls not distinct (organization_id, recall_id, store_id, product_id, lot_id, package_tag),
  check (product_id is not null or package_tag is not null),
  check (lot_id is null or product_id is not null),
  foreign key (organization_id, recall_id) references app.recalls (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id)
);
create index recall_items_by_product on app.recall_items (organization_id, product_id);
call app.protect('app.recall_items', 'insert');

-- Goods that must not be sold: a lot, a tag that has not come in yet, or all there is of a product in a store.
create table app.stock_holds (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  scope text not null check (scope in ('lot', 'tag', 'product')),
  product_id uuid,
  lot_id uuid,
  package_tag text check (length(package_tag) between 1 and 120),
  reason text not null check (length(reason) between 1 and 500),
  recall_id uuid,
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text check (length(lift_reason) between 1 and 500),
  primary key (organization_id, id),
  check ((scope = 'lot') = (lot_id is not null)),
  check (scope = 'tag' or product_id is not null),
  check (scope <> 'tag' or package_tag is not null),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id),
  foreign key (organization_id, recall_id) references app.recalls (organization_id, id)
);
-- the same goods may be held once by hand and once by each recall
create unique index stock_holds_once on app.stock_holds
  (organization_id, store_id, scope, lot_id, package_tag, product_id, recall_id) nulls not distinct where lifted_at is null;
create index stock_holds_of_lots on app.stock_holds (organization_id, lot_id) where lifted_at is null and lot_id is not null;
create index stock_holds_recent on app.stock_holds (organization_id, placed_at desc, id desc);
create index stock_holds_by_product on app.stock_holds (organization_id, product_id);
create index stock_holds_by_recall on app.stock_holds (organization_id, recall_id) where recall_id is not null;
call app.protect('app.stock_holds', 'insert, update');

create table app.count_sessions (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  status text not null check (status in ('counting', 'review', 'posted', 'cancelled')),
  -- counters are not told what is expected
  blind boolean not null,
  -- two people count on their own; what differs is counted again
  people integer not null check (people in (1, 2)),
  -- a sheet of packages, or one line a product
  by text not null check (by in ('package', 'product')),
  -- whoever counted may not sign
  separate_reviewer boolean not null,
  scope jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  -- what the reviewer signed, or why it was called off
  statement text check (length(statement) <= 1000),
  version integer not null default 1,
  primary key (organization_id, id),
  check ((status in ('posted', 'cancelled')) = (closed_at is not null)),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index count_sessions_recent on app.count_sessions (organization_id, created_at desc, id desc);
create index count_sessions_open on app.count_sessions (organization_id, store_id) where status in ('counting', 'review');
call app.protect('app.count_sessions', 'insert, update');

-- One person's walk along the sheet. The first two cover all of it, a recount the lines that are to be counted again.
create table app.count_passes (
  organization_id uuid not null references app.organizations,
  session_id uuid not null,
  pass integer not null check (pass > 0),
  counter text not null,
  started_at timestamptz not null,
  submitted_at timestamptz,
  primary key (organization_id, session_id, pass),
  foreign key (organization_id, session_id) references app.count_sessions (organization_id, id)
);
create index count_passes_open on app.count_passes (organization_id, counter) where submitted_at is null;
call app.protect('app.count_passes', 'insert, update');

create table app.count_lines (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  session_id uuid not null,
  position integer not null,
  product_id uuid not null,
  lot_id uuid,
  package_tag text,
  lot_code text not null default '',
  room text,
  -- on the sheet from the start, or found by a counter
  found boolean not null default false,
  -- to be counted, counted alike, to be counted again, not counted or left out
  state text not null default 'open' check (state in ('open', 'agreed', 'recount', 'left')),
  final_quantity numeric(14, 4) check (final_quantity >= 0),
  counted_at timestamptz,
  left_reason text check (length(left_reason) <= 500),
  -- what the ledger said at the moment of counting and what a unit cost, as posted
  expected_quantity numeric(14, 4),
  unit_cost numeric(19, 6),
  movement_id uuid,
  unique nulls not distinct (organization_id, session_id, product_id, lot_id, package_tag),
  check ((state = 'agreed') = (final_quantity is not null)),
  check ((final_quantity is null) = (counted_at is null)),
  foreign key (organization_id, session_id) references app.count_sessions (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id),
  foreign key (organization_id, movement_id) references app.stock_movements (organization_id, id)
);
create index count_lines_in_order on app.count_lines (organization_id, session_id, position, id);
create index count_lines_by_product on app.count_lines (organization_id, product_id);
-- last, for the reason given at app.products: a session's lines are asked for long before anything is known of the table
alter table app.count_lines add primary key (organization_id, id);
call app.protect('app.count_lines', 'insert, update');

create table app.count_entries (
  organization_id uuid not null references app.organizations,
  session_id uuid not null,
  line_id uuid not null,
  pass integer not null,
  quantity numeric(14, 4) not null check (quantity >= 0),
  counted_at timestamptz not null,
  note text not null default '' check (length(note) <= 500),
  saved_at timestamptz not null default now(),
  foreign key (organization_id, line_id) references app.count_lines (organization_id, id),
  foreign key (organization_id, session_id) references app.count_sessions (organization_id, id)
);
create index count_entries_by_session on app.count_entries (organization_id, session_id, pass);
-- last, for the reason given at app.products
alter table app.count_entries add primary key (organization_id, line_id, pass);
call app.protect('app.count_entries', 'insert, update');

-- Where the camera saw it. Recorders overwrite: `kept_until` is when this footage is gone unless somebody saves it.
create table app.video_references (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  subject_type text not null check (subject_type in ('count_session', 'movement', 'recall')),
  subject_id uuid not null,
  camera text not null check (length(camera) between 1 and 120),
  began_at timestamptz not null,
  ended_at timestamptz not null,
  kept_until timestamptz not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  saved_as text check (length(saved_as) between 1 and 500),
  saved_by text,
  saved_at timestamptz,
  primary key (organization_id, id),
  check (ended_at >= began_at),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index video_references_by_subject on app.video_references (organization_id, subject_type, subject_id);
create index video_references_ending on app.video_references (organization_id, kept_until, id) where saved_at is null;
call app.protect('app.video_references', 'insert, update');

create table app.destructions (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  lot_id uuid,
  movement_id uuid not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  reason text not null check (length(reason) between 1 and 500),
  method text not null check (length(method) between 1 and 500),
  witness_name text not null check (length(witness_name) between 1 and 200),
  -- a witness with an account here; null for one from outside
  witness_id uuid,
  recall_id uuid,
  destroyed_by text not null,
  destroyed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, movement_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id),
  foreign key (organization_id, movement_id) references app.stock_movements (organization_id, id),
  foreign key (organization_id, witness_id) references app.memberships (organization_id, id),
  foreign key (organization_id, recall_id) references app.recalls (organization_id, id)
);
create index destructions_recent on app.destructions (organization_id, destroyed_at desc, id desc);
create index destructions_by_product on app.destructions (organization_id, product_id);
create index destructions_by_recall on app.destructions (organization_id, recall_id) where recall_id is not null;
call app.protect('app.destructions', 'insert');

-- Inventory as some system stated it at an instant, kept for two years (A2).
call ts.create_table('inventory_snapshots', $columns$
    organization_id uuid not null,
    store_id uuid not null,
    product_id uuid not null,
    lot_id uuid,
    -- the package as it was named, known here or not: its tag, else our lot's id; empty for what is in no package
    package text not null default '',
    room text not null default '',
    taken_at timestamptz not null,
    type text not null check (type in ('scheduled', 'event', 'manual')),
    source text not null check (source in ('pos_sync', 'metrc_sync', 'manual', 'import')),
    quantity numeric(14, 4) not null,
    metadata jsonb not null default '{}',
    recorded_at timestamptz not null default now(),
    foreign key (organization_id, product_id) references app.products (organization_id, id),
    foreign key (organization_id, store_id) references app.stores (organization_id, id),
    foreign key (organization_id, lot_id) references app.lots (organization_id, id)
  $columns$,
  time_column => 'taken_at', chunk => 'month',
  identity => 'organization_id, product_id, store_id, taken_at, source, package, room',
  writes => 'insert', retain => '24 months', compress_after => '1 month',
  segment_by => 'organization_id', order_by => 'product_id, store_id, taken_at');
