-- Schemas, roles and the one procedure that puts a table under tenancy.
create schema app;
create schema auth;

create extension if not exists pg_trgm;

-- Cluster-wide roles; migrate() gives the two login roles their passwords.
do $$
begin
  if not exists (select from pg_roles where rolname = 'suite_app') then create role suite_app nologin nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'suite_auth') then create role suite_auth nologin nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'suite_lookup') then create role suite_lookup nologin nobypassrls; end if;
end $$;

grant usage on schema app to suite_app, suite_lookup;
grant usage on schema auth to suite_auth;

-- Row-level security for a tenant table. The setting is read inside a sub-select so that it is evaluated once a
-- statement; after a transaction-local set_config it falls back to '', hence nullif.
create procedure app.protect(tbl regclass, writes text default 'insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format(
    'create policy tenant on %s to suite_app
       using (organization_id = (select nullif(current_setting(''app.current_org_id'', true), '''')::uuid))
       with check (organization_id = (select nullif(current_setting(''app.current_org_id'', true), '''')::uuid))', tbl);
  execute format('grant select, %s on %s to suite_app', writes, tbl);
end $$;
revoke all on procedure app.protect from public;

create table app.organizations (
  organization_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  plan_tier text not null default 'starter' check (plan_tier in ('starter', 'professional', 'enterprise')),
  trial_ends_at timestamptz,
  settings jsonb not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
call app.protect('app.organizations', 'insert, update');

create table app.stores (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  licence_number text not null default '' check (length(licence_number) <= 100),
  state text not null check (state ~ '^[A-Z]{2}$'),
  time_zone text not null,
  cut_off_minutes integer not null default 0 check (cut_off_minutes between 0 and 720),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, name)
);
call app.protect('app.stores', 'insert, update');

create table app.memberships (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  user_id uuid not null,
  display_name text not null,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'buyer', 'compliance', 'budtender', 'viewer')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, user_id)
);
create index memberships_by_user on app.memberships (user_id);
call app.protect('app.memberships', 'insert, update');

create table app.invitations (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'buyer', 'compliance', 'budtender', 'viewer')),
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id)
);
create index invitations_recent on app.invitations (organization_id, created_at desc);
call app.protect('app.invitations', 'insert, update');

-- Append-only: the application may add and read, never change or remove.
create table app.audit_events (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  occurred_at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('user', 'key', 'job')),
  actor_id text not null,
  event_type text not null,
  resource_type text not null,
  resource_id text not null,
  action text not null check (action in ('create', 'update', 'delete', 'read', 'approve', 'send', 'import', 'sign_in', 'run')),
  risk_level text not null check (risk_level in ('low', 'medium', 'high', 'critical')),
  ip text,
  request_id text,
  before jsonb,
  after jsonb,
  primary key (organization_id, id)
);
create index audit_events_recent on app.audit_events (organization_id, occurred_at desc, id desc);
create index audit_events_by_resource on app.audit_events (organization_id, resource_type, resource_id, occurred_at desc);
call app.protect('app.audit_events', 'insert');

create table app.idempotency_keys (
  organization_id uuid not null references app.organizations,
  key text not null check (length(key) between 8 and 200),
  route text not null,
  request_hash text not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (organization_id, key)
);
create index idempotency_keys_age on app.idempotency_keys (organization_id, created_at);
call app.protect('app.idempotency_keys');

-- What may be asked before a tenant is known. Each function is owned by suite_lookup, a role that can do nothing but
-- these reads.
create policy lookup on app.memberships for select to suite_lookup using (true);
create policy lookup on app.organizations for select to suite_lookup using (true);
create policy lookup on app.invitations for select to suite_lookup using (true);
grant select on app.memberships, app.organizations, app.invitations to suite_lookup;
grant create on schema app to suite_lookup;

create function app.memberships_of_user(p_user_id uuid)
returns table (organization_id uuid, membership_id uuid, role text, name text, slug text, trial_ends_at timestamptz, plan_tier text)
language sql stable security definer set search_path = app, pg_temp as $$
  select m.organization_id, m.id, m.role, o.name, o.slug, o.trial_ends_at, o.plan_tier
  from app.memberships m join app.organizations o using (organization_id)
  where m.user_id = p_user_id and m.active
  order by o.name
$$;
create function app.invitation_by_token(p_token_hash text)
returns table (organization_id uuid, invitation_id uuid, email text, role text, organization_name text)
language sql stable security definer set search_path = app, pg_temp as $$
  select i.organization_id, i.id, i.email, i.role, o.name
  from app.invitations i join app.organizations o using (organization_id)
  where i.token_hash = p_token_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;
create function app.organizations_for_schedule(p_after uuid, p_limit integer)
returns table (organization_id uuid)
language sql stable security definer set search_path = app, pg_temp as $$
  select o.organization_id from app.organizations o
  where p_after is null or o.organization_id > p_after
  order by o.organization_id limit least(p_limit, 1000)
$$;
create function app.slug_is_free(p_slug text) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select not exists (select from app.organizations where slug = p_slug)
$$;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef loop
    execute format('alter function %s owner to suite_lookup', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to suite_app', f);
  end loop;
end $$;
revoke create on schema app from suite_lookup;

-- Identity: better-auth's core tables, kept apart from the tenants and reached by a role of their own.
create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.session (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index session_by_user on auth.session ("userId");
create table auth.account (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  issuer text,
  password text,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("providerId", "accountId")
);
create index account_by_user on auth.account ("userId");
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);

-- Refresh tokens of ours: one row a rotation; a used token shown again after the grace ends its whole family.
create table auth.refresh_tokens (
  id uuid primary key,
  family_id uuid not null,
  user_id uuid not null references auth."user" on delete cascade,
  organization_id uuid not null,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz,
  ip text,
  user_agent text
);
create index refresh_tokens_by_family on auth.refresh_tokens (family_id);
create index refresh_tokens_by_user on auth.refresh_tokens (user_id, created_at desc);
grant select, insert, update, delete on all tables in schema auth to suite_auth;
