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

-- A connection's pull waits in the queue at most once.
alter table app.connections add column pull_queued_at timestamptz;
-- What changed here and was not yet told to forecasts and plans: they hear of a busy till every few minutes, not of each receipt.
alter table app.connections add column untold jsonb not null default '{}';
alter table app.connections add column told_at timestamptz;
-- Units moved by live sources since the last forecast was asked for (A6: more than ten ask for one).
create table app.unforecast_units (
  organization_id uuid not null references app.organizations,
  store_id uuid not null,
  product_id uuid not null,
  units numeric(16, 4) not null,
  primary key (organization_id, store_id, product_id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  foreign key (organization_id, product_id) references app.products (organization_id, id)
);
create index unforecast_units_by_product on app.unforecast_units (organization_id, product_id);
call app.protect('app.unforecast_units');

-- The clock of all pulls: connections with a stream that is due, oldest first, and not in the queue already.
create policy lookup on app.connections for select to suite_lookup using (true);
create policy lookup on app.connection_streams for select to suite_lookup using (true);
grant select on app.connections, app.connection_streams to suite_lookup;
grant create on schema app to suite_lookup;
create function app.connections_due(p_limit integer)
returns table (organization_id uuid, connection_id uuid)
language sql stable security definer set search_path = app, pg_temp as $$
  select c.organization_id, c.id
  from app.connections c
  where c.status = 'active' and (c.pull_queued_at is null or c.pull_queued_at < now() - interval '20 minutes')
    and (exists (select from app.connection_streams s where s.organization_id = c.organization_id and s.connection_id = c.id
        and s.next_due_at <= now())
      or not exists (select from app.connection_streams s where s.organization_id = c.organization_id and s.connection_id = c.id))
  limit least(p_limit, 5000)
$$;
alter function app.connections_due owner to suite_lookup;
revoke all on function app.connections_due from public;
grant execute on function app.connections_due to suite_app;
revoke create on schema app from suite_lookup;
create index connections_active on app.connections (organization_id, id) where status = 'active';
