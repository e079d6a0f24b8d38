-- Rules of the states that an organisation set itself; those that come with the product are in modules/compliance. Nothing
-- is ever changed: the newest rule that covers a day goes before the older ones, and a withdrawal is a row of its own.
create table app.state_rules (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  state text not null check (state ~ '^[A-Z]{2}$'),
  topic text not null check (length(topic) between 1 and 60),
  -- shaped by topic; JSON null declares that nothing reliable is known
  value jsonb not null,
  effective_from date not null,
  effective_to date,
  status text not null check (status in ('verified', 'reported', 'unverified')),
  source text not null check (length(source) between 3 and 1000),
  source_read_on date,
  note text check (length(note) <= 2000),
  reason text not null check (length(reason) between 3 and 1000),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (organization_id, id),
  check (effective_to >= effective_from)
);
create index state_rules_by_topic on app.state_rules (organization_id, state, topic, recorded_at desc, id desc);
call app.protect('app.state_rules', 'insert');

create table app.state_rule_withdrawals (
  organization_id uuid not null references app.organizations,
  state_rule_id uuid not null,
  reason text not null check (length(reason) between 3 and 1000),
  withdrawn_by text not null,
  withdrawn_at timestamptz not null default now(),
  primary key (organization_id, state_rule_id),
  foreign key (organization_id, state_rule_id) references app.state_rules (organization_id, id)
);
call app.protect('app.state_rule_withdrawals', 'insert');

-- Licences of stores, badges of people, lab certificates of goods. Renewing one adds a row that names the row before it.
create table app.credentials (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  kind text not null check (kind in ('licence', 'badge', 'coa')),
  -- null: holds for the whole organisation
  store_id uuid,
  -- the member of staff a badge belongs to, where they have an account
  membership_id uuid,
  -- the goods a certificate is about, as a lot of ours or by the state's tag
  lot_id uuid,
  package_tag text check (length(package_tag) <= 60),
  holder text not null check (length(holder) between 1 and 200),
  number text not null check (length(number) between 1 and 100),
  issuer text not null check (length(issuer) between 1 and 200),
  state text not null check (state ~ '^[A-Z]{2}$'),
  issued_on date,
  expires_on date,
  -- how the expiry is known: not at all, printed on it, or by the state's rule from the day of issue
  expiry_basis text not null check (expiry_basis in ('unknown', 'stated', 'rule')),
  expiry_note text not null default '' check (length(expiry_note) <= 2000),
  note text not null default '' check (length(note) <= 2000),
  status text not null default 'active' check (status in ('active', 'renewed', 'retired')),
  renews uuid,
  created_by text not null,
  created_at timestamptz not null default now(),
  closed_by text,
  closed_at timestamptz,
  closed_reason text check (length(closed_reason) <= 1000),
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, membership_id) references app.memberships (organization_id, id),
  foreign key (organization_id, lot_id) references app.lots (organization_id, id),
  foreign key (organization_id, renews) references app.credentials (organization_id, id),
  check ((expires_on is null) = (expiry_basis = 'unknown')),
  check (expires_on >= issued_on)
);
-- one active credential of a kind, issuer and number for the same goods
create unique index credentials_one_active on app.credentials
  (organization_id, kind, state, issuer, number, store_id, lot_id, package_tag) nulls not distinct where status = 'active';
create unique index credentials_renewed_once on app.credentials (organization_id, renews) where renews is not null;
create index credentials_by_expiry on app.credentials (organization_id, status, expires_on, id);
create index credentials_by_store on app.credentials (organization_id, store_id, status, expires_on, id);
create index credentials_by_membership on app.credentials (organization_id, membership_id) where membership_id is not null;
create index credentials_by_lot on app.credentials (organization_id, lot_id) where lot_id is not null;
create index credentials_by_rule on app.credentials (organization_id, state) where expiry_basis <> 'stated' and status = 'active';
call app.protect('app.credentials', 'insert, update');

-- Which warnings went out: one for a credential, expiry and step, however often the calendar is walked.
create table app.credential_notices (
  organization_id uuid not null references app.organizations,
  credential_id uuid not null,
  expires_on date not null,
  step_days smallint not null check (step_days between 1 and 366),
  published_at timestamptz not null default now(),
  primary key (organization_id, credential_id, expires_on, step_days),
  foreign key (organization_id, credential_id) references app.credentials (organization_id, id)
);
call app.protect('app.credential_notices', 'insert');
