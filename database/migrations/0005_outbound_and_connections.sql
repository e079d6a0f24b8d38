-- Limits of other companies' systems, shared by all worker processes. No tenant's data: keys are hashes of the vendor's
-- key or facility. Lost in a crash without harm, hence unlogged.
create schema outbound;
grant usage on schema outbound to suite_app;
create unlogged table outbound.meters (
  key text primary key,
  -- when the last permits were granted, oldest first, never more than the limit's number
  granted timestamptz[] not null default '{}',
  held_until timestamptz
) with (fillfactor = 50);
create unlogged table outbound.slots (
  key text not null,
  holder uuid not null,
  expires_at timestamptz not null,
  primary key (key, holder)
);
create index slots_by_holder on outbound.slots (holder);
grant select, insert, update, delete on outbound.meters, outbound.slots to suite_app;

-- Grants a permit of every claim, or none: 0 when granted, otherwise the milliseconds to wait. A window is a twentieth longer
-- than the vendor's, because calls granted a window apart may arrive a little closer together.
create function outbound.take(keys text[], permits int[], windows_ms int[], concurrent int[], p_holder uuid, lease_ms int)
returns int language plpgsql set search_path = outbound, pg_temp as $$
declare
  moment timestamptz;
  wait numeric := 0;
  claim record;
begin
  insert into meters (key) select distinct k from unnest(keys) k order by k on conflict do nothing;
  -- one order for everybody: no two claimants wait for each other
  perform 1 from meters where key = any (keys) order by key for update;
  moment := clock_timestamp();
  for claim in
    select m.key, c.permits, c.window_ms, c.concurrent, m.granted, m.held_until
    from unnest(keys, permits, windows_ms, concurrent) as c (key, permits, window_ms, concurrent) join meters m using (key)
  loop
    wait := greatest(wait, extract(epoch from claim.held_until - moment) * 1000);
    if cardinality(claim.granted) >= claim.permits then
      wait := greatest(wait, claim.window_ms * 1.05
        - extract(epoch from moment - claim.granted[cardinality(claim.granted) - claim.permits + 1]) * 1000);
    end if;
    if claim.concurrent is not null then
      delete from slots s where s.key = claim.key and s.expires_at < moment;
      if (select count(*) from slots s where s.key = claim.key) >= claim.concurrent then wait := greatest(wait, 10); end if;
    end if;
  end loop;
  if wait > 0 then return ceil(wait); end if;
  update meters m set granted = (m.granted || moment)[greatest(1, cardinality(m.granted) + 2 - c.permits):]
  from unnest(keys, permits) as c (key, permits) where m.key = c.key;
  insert into slots (key, holder, expires_at)
  select k, p_holder, moment + lease_ms * interval '1 ms' from unnest(keys, concurrent) as c (k, concurrent)
  where c.concurrent is not null;
  return 0;
end $$;
revoke all on function outbound.take from public;
grant execute on function outbound.take to suite_app;

-- Data keys, one a generation and organisation, wrapped by the master key of the settings (envelope encryption).
create table app.data_keys (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  -- base64 of nonce, wrapped key and tag
  wrapped text not null,
  master_key_id text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create index data_keys_newest on app.data_keys (organization_id, created_at desc);
call app.protect('app.data_keys', 'insert, update');

-- A store's tie to an outside system. What a vendor needs beside the keys (facility licence, base address, limits) is in
-- `settings`; the keys are sealed.
create table app.connections (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  store_id uuid not null,
  vendor text not null check (vendor in ('metrc', 'biotrack', 'dutchie', 'treez', 'flowhub', 'cova', 'blaze')),
  name text not null check (length(name) between 1 and 120),
  settings jsonb not null default '{}',
  sealed_credentials text,
  -- the last characters of the key, so that a person can tell which one it is
  credentials_hint text not null default '',
  status text not null check (status in ('active', 'paused', 'disconnected')),
  simulated boolean not null default false,
  tested_at timestamptz,
  test_verdict jsonb,
  last_success_at timestamptz,
  failing_since timestamptz,
  failure text,
  failure_advice text,
  -- writing to the vendor is off until a person of compliance turns it on
  writes_enabled boolean not null default false,
  writes_changed_by text,
  writes_changed_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id)
);
create index connections_by_store on app.connections (organization_id, store_id, vendor);
create unique index connections_one_a_vendor on app.connections (organization_id, store_id, vendor) where status <> 'disconnected';
call app.protect('app.connections', 'insert, update');

-- What is pulled over a connection, each with its own place: everything changed before `covered_until` has been taken.
create table app.connection_streams (
  organization_id uuid not null,
  connection_id uuid not null,
  stream text not null check (length(stream) between 1 and 60),
  -- the vendor's own place inside a window that is not finished: page, transaction number
  cursor jsonb not null default '{}',
  covered_from timestamptz,
  covered_until timestamptz,
  backfill_until timestamptz,
  last_pull_at timestamptz,
  last_success_at timestamptz,
  next_due_at timestamptz not null default now(),
  failing_since timestamptz,
  failure text,
  rows_taken bigint not null default 0,
  primary key (organization_id, connection_id, stream),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
call app.protect('app.connection_streams');

-- Raw landing: every answer as it came (gzip), so that everything after it can be done again.
create table app.raw_pages (
  organization_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  stream text not null,
  content_hash text not null,
  content bytea not null,
  rows integer not null,
  -- the span of the vendor's time the page belongs to
  window_from timestamptz,
  window_until timestamptz,
  received_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
create unique index raw_pages_once on app.raw_pages (organization_id, connection_id, stream, content_hash);
create index raw_pages_in_order on app.raw_pages (organization_id, connection_id, stream, received_at, id);
call app.protect('app.raw_pages', 'insert, delete');

-- Rows of a page that could not be taken, with the reason, until they are.
create table app.pull_refusals (
  organization_id uuid not null,
  connection_id uuid not null,
  stream text not null,
  external_id text not null,
  code text not null,
  reason text not null,
  raw_page_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (organization_id, connection_id, stream, external_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, raw_page_id) references app.raw_pages (organization_id, id)
);
create index pull_refusals_by_page on app.pull_refusals (organization_id, raw_page_id);
call app.protect('app.pull_refusals');

-- When an outside system could not be reached: from, to, and what waited.
create table app.outages (
  organization_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  cause text not null,
  writes_waiting integer not null default 0,
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
create unique index outages_one_open on app.outages (organization_id, connection_id) where ended_at is null;
create index outages_recent on app.outages (organization_id, began_at desc);
call app.protect('app.outages', 'insert, update');
