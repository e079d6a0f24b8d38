-- Reconciliation of shelf, till and state, and what became of each disagreement.

-- when a side first told of a package, and when what matters of it last changed
alter table app.mirror_packages
  add column first_modified_at timestamptz not null default now(),
  add column changed_at timestamptz not null default now(),
  add column room_changed_at timestamptz not null default now();
update app.mirror_packages set first_modified_at = last_modified, changed_at = last_modified, room_changed_at = last_modified;

-- what the till asks for a product: compared with our price
alter table app.product_identities add column external_price numeric(19, 6);

-- goods of a package's tag that a store has sold lately
create index receipt_lines_of_packages on app.receipt_lines (organization_id, store_id, business_day) where package_tag is not null;

create table app.reconciliation_runs (
  organization_id uuid not null,
  id uuid not null,
  store_id uuid not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed')),
  reason text not null check (reason in ('person', 'change', 'schedule')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  failure text,
  packages integer not null default 0,
  -- differences that may still resolve themselves: a source is not read that far yet
  late integer not null default 0,
  opened integer not null default 0,
  reopened integer not null default 0,
  resolved integer not null default 0,
  standing integer not null default 0,
  standing_minor bigint not null default 0,
  by_class jsonb not null default '{}',
  -- how far each source had been read
  coverage jsonb not null default '{}',
  signed_off_by text,
  signed_off_name text,
  signed_off_at timestamptz,
  sign_off_note text check (length(sign_off_note) <= 2000),
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  check ((signed_off_at is null) = (signed_off_by is null))
);
create index reconciliation_runs_recent on app.reconciliation_runs (organization_id, store_id, requested_at desc, id desc);
create unique index reconciliation_runs_one_waiting on app.reconciliation_runs (organization_id, store_id) where status = 'waiting';
call app.protect('app.reconciliation_runs', 'insert, update');

create table app.discrepancies (
  organization_id uuid not null,
  id uuid not null,
  store_id uuid not null,
  class text not null check (class in ('unreported_sale', 'double_reported', 'voided_one_side', 'quantity_drift', 'unit_mistake',
    'missing_package', 'unknown_package', 'wrong_location', 'negative_on_hand', 'sold_on_hold', 'sold_expired', 'sold_untested',
    'stale_mapping')),
  cause text not null,
  -- what it is recognised by when it is found again
  identity text not null,
  package_tag text not null,
  subject text not null,
  product_id uuid,
  product_name text not null default '',
  quantity_off numeric(16, 4),
  unit text,
  dollars_minor bigint,
  explanation text not null,
  evidence jsonb not null,
  proposal jsonb not null,
  state text not null check (state in
    ('open', 'assigned', 'correcting', 'awaiting_verification', 'reopened', 'resolved', 'dismissed')),
  assigned_to uuid,
  significant boolean,
  discovered_at timestamptz not null,
  due_at timestamptz not null,
  due_basis text not null check (due_basis in ('rule', 'none')),
  due_reason text not null,
  -- when somebody said it was put right; only sources read after that can verify it
  corrected_at timestamptz,
  closed_at timestamptz,
  closed_how text check (closed_how in ('verified', 'vanished', 'dismissed')),
  closed_note text check (length(closed_note) <= 2000),
  times_reopened integer not null default 0,
  first_run_id uuid not null,
  last_run_id uuid not null,
  last_seen_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id),
  foreign key (organization_id, assigned_to) references app.memberships (organization_id, id),
  foreign key (organization_id, first_run_id) references app.reconciliation_runs (organization_id, id),
  check ((closed_at is null) = (state not in ('resolved', 'dismissed')))
);
create unique index discrepancies_standing on app.discrepancies (organization_id, store_id, identity) where state <> 'resolved';
create index discrepancies_due on app.discrepancies (organization_id, due_at, id) where state not in ('resolved', 'dismissed');
create index discrepancies_by_product on app.discrepancies (organization_id, product_id) where product_id is not null;
create index discrepancies_by_tag on app.discrepancies (organization_id, package_tag);
create index discrepancies_closed on app.discrepancies (organization_id, store_id, closed_at desc, id desc) where closed_at is not null;
call app.protect('app.discrepancies', 'insert, update');

-- Who did what about a discrepancy. Append-only.
create table app.discrepancy_events (
  organization_id uuid not null,
  id uuid not null,
  discrepancy_id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  from_state text,
  to_state text not null,
  note text not null default '' check (length(note) <= 2000),
  primary key (organization_id, id),
  foreign key (organization_id, discrepancy_id) references app.discrepancies (organization_id, id)
);
create index discrepancy_events_of on app.discrepancy_events (organization_id, discrepancy_id, at, id);
call app.protect('app.discrepancy_events', 'insert');
