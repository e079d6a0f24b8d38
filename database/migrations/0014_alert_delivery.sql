-- How urgent an alert is: 1 info, 2 warning, 3 critical. Set at every refresh; deadlines raise it as they come near.
alter table app.alerts add column severity smallint not null default 2 check (severity between 1 and 3);
drop index app.alerts_inbox;
create index alerts_inbox on app.alerts (organization_id, state, severity desc, dollars_minor desc, id);

-- How a person wants to hear of alerts; who has no row hears by the product's defaults.
create table app.alert_preferences (
  organization_id uuid not null references app.organizations,
  membership_id uuid not null,
  how text not null check (how in ('at_once', 'digest', 'none')),
  -- null: all kinds
  kinds text[],
  min_severity smallint not null check (min_severity between 1 and 3),
  -- hours and minutes of the day in this zone
  time_zone text not null check (length(time_zone) between 1 and 60),
  digest_hour smallint not null check (digest_hour between 0 and 23),
  critical_at_once boolean not null,
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  critical_breaks_quiet boolean not null,
  updated_at timestamptz not null default now(),
  primary key (organization_id, membership_id),
  check ((quiet_from is null) = (quiet_to is null)),
  foreign key (organization_id, membership_id) references app.memberships (organization_id, id)
);
call app.protect('app.alert_preferences', 'insert, update');

-- Mail about alerts, written in the transaction that decided on it and sent by a job: never lost, never written twice.
create table app.alert_mails (
  organization_id uuid not null references app.organizations,
  id uuid not null,
  membership_id uuid not null,
  kind text not null check (kind in ('at_once', 'digest')),
  -- the person's local day of a digest
  day date,
  recipient text not null check (length(recipient) between 1 and 320),
  subject text not null check (length(subject) between 1 and 300),
  body text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  failure text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, membership_id) references app.memberships (organization_id, id)
);
create unique index alert_mails_one_digest on app.alert_mails (organization_id, membership_id, day) where kind = 'digest';
create index alert_mails_old on app.alert_mails (organization_id, created_at);
call app.protect('app.alert_mails');

-- What a person was told of an alert: the highest severity. A higher one is told again.
create table app.alert_told (
  organization_id uuid not null references app.organizations,
  membership_id uuid not null,
  alert_id uuid not null,
  severity smallint not null check (severity between 1 and 3),
  told_at timestamptz not null,
  primary key (organization_id, membership_id, alert_id),
  foreign key (organization_id, membership_id) references app.memberships (organization_id, id),
  foreign key (organization_id, alert_id) references app.alerts (organization_id, id)
);
create index alert_told_by_alert on app.alert_told (organization_id, alert_id);
call app.protect('app.alert_told');
