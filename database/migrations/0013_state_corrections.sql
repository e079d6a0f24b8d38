-- Corrections written to a state's register: confirmed by a person, sent once, verified by the next reading.
create table app.corrections (
  organization_id uuid not null,
  id uuid not null,
  discrepancy_id uuid not null,
  store_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('report_sale', 'void_report', 'correct_report', 'adjust_state', 'move_state')),
  package_tag text not null,
  -- signed change in the register's unit
  quantity numeric(16, 4),
  unit text,
  reference text,
  reason_code text check (length(reason_code) <= 200),
  note text not null default '' check (length(note) <= 2000),
  sale jsonb,
  -- what the person saw and confirmed
  preview jsonb not null,
  state text not null check (state in ('waiting', 'sending', 'unknown', 'done', 'refused', 'cancelled')),
  waits_for text check (waits_for in ('writes_off', 'outage', 'connection')),
  attempts integer not null default 0,
  -- what the register held when the first attempt began: tells afterwards whether a lost answer took effect
  before_quantity numeric(16, 4),
  state_id text,
  message text,
  advice text,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  last_attempt_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, discrepancy_id) references app.discrepancies (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
create unique index corrections_one_open on app.corrections (organization_id, discrepancy_id)
  where state in ('waiting', 'sending', 'unknown');
create index corrections_of on app.corrections (organization_id, discrepancy_id, confirmed_at desc);
create index corrections_open on app.corrections (organization_id, store_id, confirmed_at, id)
  where state in ('waiting', 'sending', 'unknown');
call app.protect('app.corrections', 'insert, update');
