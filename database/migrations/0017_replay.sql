-- Which receipts of the state name a package: containment in jsonb cannot use an index under row-level security.
create table app.mirror_receipt_tags (
  organization_id uuid not null,
  connection_id uuid not null,
  tag text not null,
  state_id text not null,
  primary key (organization_id, connection_id, tag, state_id),
  foreign key (organization_id, connection_id) references app.connections (organization_id, id),
  foreign key (organization_id, connection_id, state_id)
    references app.mirror_receipts (organization_id, connection_id, state_id)
);
call app.protect('app.mirror_receipt_tags', 'insert');
insert into app.mirror_receipt_tags (organization_id, connection_id, tag, state_id)
select distinct r.organization_id, r.connection_id, x.tag, r.state_id
from app.mirror_receipts r, jsonb_to_recordset(r.lines) as x (tag text) where x.tag is not null;

-- what was sold of a package, whatever its receipt
create index receipt_lines_by_package on app.receipt_lines (organization_id, product_id, package_tag)
  where package_tag is not null;
