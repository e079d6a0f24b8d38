-- Time series: one path for TimescaleDB where its extension is in the database, native partitions otherwise.
-- Row-level security excludes Timescale's compression, so the tables live in a schema the application cannot reach, and it
-- sees them through a view with the same predicate as every tenant policy.
create schema ts;
grant usage on schema ts to suite_app;

create table ts.series (
  name text primary key,
  time_column text not null,
  chunk text not null check (chunk in ('day', 'week', 'month')),
  retain interval not null,
  engine text not null check (engine in ('native', 'timescaledb')),
  compressed boolean not null
);

-- Partitions of a native series are named after their first day.
create function ts.partition_name(name text, first_day date) returns text
language sql immutable as $$ select format('%s_%s', name, to_char(first_day, 'YYYY_MM_DD')) $$;

-- Creates ts.<name> cut by time and the view app.<name> that shows an organisation its own rows. `columns` must begin with
-- organization_id; `identity` is the unique key and must hold the time column. `writes` is what the application may do.
create procedure ts.create_table(
  name text, columns text, time_column text, chunk text, identity text, writes text, retain interval,
  compress_after interval, segment_by text, order_by text)
language plpgsql as $$
declare
  timescale boolean := exists (select from pg_extension where extname = 'timescaledb');
  -- compression and policies belong to Timescale's community edition only
  compressed boolean := timescale and coalesce(current_setting('timescaledb.license', true), '') = 'timescale';
begin
  if timescale then
    execute format('create table ts.%I (%s, unique (%s))', name, columns, identity);
    execute format('select create_hypertable(%L::regclass, by_range(%L, interval %L))', 'ts.' || name, time_column, '1 ' || chunk);
    if compressed then
      execute format(
        'alter table ts.%I set (timescaledb.compress, timescaledb.compress_segmentby = %L, timescaledb.compress_orderby = %L)',
        name, segment_by, order_by);
      execute format('select add_compression_policy(%L::regclass, interval %L)', 'ts.' || name, compress_after);
    end if;
  else
    execute format('create table ts.%I (%s, unique (%s)) partition by range (%I)', name, columns, identity, time_column);
    -- takes rows of times no partition is made for yet, such as history that is filled in later, until the next upkeep
    execute format('create table ts.%I partition of ts.%I default', name || '_default', name);
  end if;
  insert into ts.series values (name, time_column, chunk, retain, case when timescale then 'timescaledb' else 'native' end, compressed);
  execute format(
    'create view app.%1$I with (security_barrier) as select * from ts.%1$I
       where (organization_id = (select nullif(current_setting(''app.current_org_id'', true), '''')::uuid))
     with local check option', name);
  execute format('grant select, %s on app.%I to suite_app', writes, name);
end $$;
revoke all on procedure ts.create_table from public;

-- Upkeep of every series: makes native partitions for the coming three chunks and for rows that wait in the default one, and
-- drops what ended before the time it is kept. Under Timescale chunks make themselves; here only the old ones go.
create function ts.maintain(out made integer, out dropped integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  series ts.series;
  gone integer;
begin
  made := 0;
  dropped := 0;
  set local lock_timeout = '10s';
  set local timezone = 'UTC';
  perform pg_advisory_xact_lock(hashtextextended('ts.maintain', 0));
  for series in select * from ts.series order by name loop
    if series.engine = 'timescaledb' then
      execute format('select count(*) from %I.drop_chunks(%L::regclass, $1)',
        (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'timescaledb'),
        'ts.' || series.name) into gone using now() - series.retain;
    else
      made := made + ts.make_partitions(series);
      gone := ts.drop_partitions(series);
    end if;
    dropped := dropped + gone;
  end loop;
end $$;

create function ts.make_partitions(series ts.series) returns integer
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  step interval := ('1 ' || series.chunk)::interval;
  first_kept date := date_trunc(series.chunk, now() - series.retain)::date;
  first_day date;
  partition text;
  made integer := 0;
begin
  execute format('delete from ts.%I where %I < $1', series.name || '_default', series.time_column) using first_kept;
  for first_day in execute format(
    'select (date_trunc(%1$L, now()) + n * interval %2$L)::date from generate_series(0, 3) n
     union select distinct date_trunc(%1$L, %3$I)::date from ts.%4$I order by 1',
    series.chunk, step, series.time_column, series.name || '_default')
  loop
    partition := ts.partition_name(series.name, first_day);
    continue when to_regclass(format('ts.%I', partition)) is not null;
    execute format('create table ts.%I (like ts.%I including defaults including constraints)', partition, series.name);
    execute format(
      'with moved as (delete from ts.%I where %I >= %L and %2$I < %4$L returning *) insert into ts.%5$I select * from moved',
      series.name || '_default', series.time_column, first_day, first_day + step, partition);
    execute format('alter table ts.%I attach partition ts.%I for values from (%L) to (%L)',
      series.name, partition, first_day, first_day + step);
    made := made + 1;
  end loop;
  return made;
end $$;

create function ts.drop_partitions(series ts.series) returns integer
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  partition text;
  dropped integer := 0;
begin
  for partition in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('ts.%I', series.name)::regclass and c.relname ~ '_\d{4}_\d{2}_\d{2}$'
      and to_date(right(c.relname, 10), 'YYYY_MM_DD') + ('1 ' || series.chunk)::interval <= now() - series.retain
  loop
    execute format('drop table ts.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

revoke all on function ts.maintain, ts.make_partitions, ts.drop_partitions, ts.partition_name from public;
grant execute on function ts.maintain to suite_app;
