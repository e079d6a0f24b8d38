-- Sales the suite reports by itself, where a store's connection to its state is set to do so.

-- who tells the state of sales; no row: the till
create table app.sale_reporters (
  organization_id uuid not null,
  connection_id uuid not null,
  store_id uuid not null,
  reporter text not null check (reporter in ('till', 'suite')),
  -- the suite reports what was sold from here on
  since timestamptz,
  reason text not null check (length(reason) <= 500),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organization_id, connection_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, store_id) references app.stores (organization_id, id),
  check (reporter = 'till' or since is not null)
);
create index sale_reporters_of_store on app.sale_reporters (organization_id, store_id);
call app.protect('app.sale_reporters', 'insert, update');

-- A correction is of a discrepancy, or, without one, of a receipt that the suite reports by itself. Receipts may be taken
-- away again (an import that is undone): hence no reference.
alter table app.corrections
  alter column discrepancy_id drop not null,
  add column receipt_id uuid,
  -- what the till said last when the sale was prepared
  add column receipt_version timestamptz,
  add column receipt_number text generated always as (sale ->> 'number') stored,
  add constraint corrections_about check (discrepancy_id is not null or receipt_id is not null);
create unique index corrections_one_report on app.corrections (organization_id, receipt_id)
  where receipt_id is not null and kind = 'report_sale' and state <> 'cancelled';
create unique index corrections_one_open_of_receipt on app.corrections (organization_id, receipt_id, kind)
  where receipt_id is not null and state in ('waiting', 'sending', 'unknown');
create index corrections_of_receipt on app.corrections (organization_id, receipt_id, confirmed_at desc)
  where receipt_id is not null;
create index corrections_by_number on app.corrections (organization_id, store_id, receipt_number)
  where receipt_number is not null;
create index corrections_of_receipts on app.corrections (organization_id, store_id, state, finished_at)
  where receipt_id is not null and kind = 'report_sale';
create index corrections_reported on app.corrections (organization_id, store_id, confirmed_at)
  where receipt_id is not null and kind = 'report_sale';
