-- Alerts of connections, reconciliation and papers.
alter table app.alerts drop constraint alerts_kind_check;
alter table app.alerts add constraint alerts_kind_check check (kind in ('low_stock', 'stock_out', 'overstock', 'expiring',
  'import_failed', 'forecast_failed', 'connection_failing', 'discrepancies', 'credentials_due'));
