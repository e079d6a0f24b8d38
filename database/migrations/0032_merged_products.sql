-- Two products that are one: the one that stays, what moved to it, and who said that a pair is not the same.
alter table app.products add column merged_into uuid;
alter table app.products add foreign key (organization_id, merged_into) references app.products (organization_id, id);
create index products_merged on app.products (organization_id, merged_into) where merged_into is not null;

create table app.product_merges (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  kept_name text not null,
  merged_name text not null,
  merged_was_active boolean not null,
  -- how many of what moved, by the words the screen uses
  moved jsonb not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (organization_id, id),
  check ((undone_at is null) = (undone_by is null)),
  foreign key (organization_id, kept_id) references app.products (organization_id, id),
  foreign key (organization_id, merged_id) references app.products (organization_id, id)
);
create unique index product_merges_in_force on app.product_merges (organization_id, merged_id) where undone_at is null;
create index product_merges_of_kept on app.product_merges (organization_id, kept_id, made_at desc);
create index product_merges_of_merged on app.product_merges (organization_id, merged_id, made_at desc);
call app.protect('app.product_merges', 'insert, update');

-- Which rows a merge moved: `place` is the table, `row_key` the row, `before` what else of it changed.
create table app.product_merge_rows (
  organization_id uuid not null references app.organizations,
  merge_id uuid not null,
  place text not null,
  row_key text not null,
  before jsonb,
  primary key (organization_id, merge_id, place, row_key),
  foreign key (organization_id, merge_id) references app.product_merges (organization_id, id)
);
call app.protect('app.product_merge_rows', 'insert');

-- The receipt lines a merge moved. No reference to the line: an import that is undone takes its lines with it.
create table app.product_merge_lines (
  organization_id uuid not null references app.organizations,
  merge_id uuid not null,
  receipt_id uuid not null,
  fingerprint uuid not null,
  occurrence integer not null,
  primary key (organization_id, merge_id, receipt_id, fingerprint, occurrence),
  foreign key (organization_id, merge_id) references app.product_merges (organization_id, id)
);
call app.protect('app.product_merge_lines', 'insert');

-- Pairs a person looked at and called different; `first_id` is the smaller id.
create table app.product_pairs_dismissed (
  organization_id uuid not null references app.organizations,
  first_id uuid not null,
  second_id uuid not null,
  dismissed_by text not null,
  dismissed_at timestamptz not null,
  primary key (organization_id, first_id, second_id),
  foreign key (organization_id, first_id) references app.products (organization_id, id),
  foreign key (organization_id, second_id) references app.products (organization_id, id)
);
create index product_pairs_dismissed_second on app.product_pairs_dismissed (organization_id, second_id);
call app.protect('app.product_pairs_dismissed', 'insert, delete');

-- An invoice is not rewritten; only which product a line is filed under follows a merge.
grant update (product_id) on app.vendor_invoice_lines to suite_app;
