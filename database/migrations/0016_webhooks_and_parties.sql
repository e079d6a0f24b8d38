-- Signed deliveries that were taken, so that none is taken twice. Each is forgotten once its timestamp alone refuses it.
create table app.webhook_deliveries (
  organization_id uuid not null references app.organizations,
  connection_id uuid not null,
  delivery_id text not null check (length(delivery_id) between 1 and 200),
  seen_until timestamptz not null,
  taken_at timestamptz not null default now(),
  primary key (organization_id, connection_id, delivery_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id)
);
create index webhook_deliveries_expiring on app.webhook_deliveries (organization_id, connection_id, seen_until);
call app.protect('app.webhook_deliveries', 'insert, delete');
