-- Alerts of recalls that go on and of deliveries nobody answered for.
alter table app.alerts drop constraint alerts_kind_check;
alter table app.alerts add constraint alerts_kind_check check (kind in ('low_stock', 'stock_out', 'overstock', 'expiring',
  'import_failed', 'forecast_failed', 'connection_failing', 'discrepancies', 'credentials_due', 'recall_open',
  'transfers_waiting'));
create index recalls_open on app.recalls (organization_id, id) where status = 'open' and kind = 'recall';
create index mirror_transfers_waiting on app.mirror_transfers (organization_id, expected_at) where received_at is null;
