import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '@suite/testing'

let database: TestDatabase
let admin: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const names = async (query: string): Promise<string[]> =>
  (await admin.query<{ name: string }>(query)).rows.map((row) => row.name)

const TENANT_POLICY =
  "(organization_id = ( SELECT (NULLIF(current_setting('app.current_org_id'::text, true), ''::text))::uuid AS \"nullif\"))"

describe('every tenant table', () => {
  it('carries organization_id, not null', async () => {
    expect(
      await names(`select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull)`),
    ).toEqual([])
  })

  it('is under forced row-level security', async () => {
    expect(
      await names(`select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity)`),
    ).toEqual([])
  })

  it('has the one tenant policy, with the setting read once a statement', async () => {
    const { rows } = await admin.query<{ tablename: string; qual: string; with_check: string }>(
      `select tablename, qual, with_check from pg_policies where schemaname = 'app' and policyname = 'tenant'`,
    )
    const tables = await names(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`,
    )
    expect(rows.map((row) => row.tablename).sort()).toEqual(tables.sort())
    for (const row of rows)
      expect([row.tablename, row.qual, row.with_check]).toEqual([row.tablename, TENANT_POLICY, TENANT_POLICY])
  })

  it('leads its primary key and unique keys with organization_id', async () => {
    // a hash of a random token and the slug are unique across organisations by design
    const global = ['invitations_token_hash_key', 'organizations_slug_key']
    const offenders = await names(`
      select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'app'::regnamespace and x.indisunique and a.attname <> 'organization_id'`)
    expect(offenders.sort()).toEqual(global)
  })

  it('points at other tenant tables only together with organization_id', async () => {
    expect(
      await names(`
        select k.conname as name from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
        where k.contype = 'f' and c.relnamespace = 'app'::regnamespace and t.relnamespace = 'app'::regnamespace
        and not exists (
          select from unnest(k.conkey, k.confkey) as pair (from_column, to_column)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.from_column
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.to_column
          where a.attname = 'organization_id' and b.attname = 'organization_id')`),
    ).toEqual([])
  })

  it('is referred to by a statement trigger only together with organization_id', async () => {
    expect(
      await names(`select tgname as name from pg_trigger t join pg_proc f on f.oid = t.tgfoid
        where f.proname in ('check_reference', 'check_unreferenced')
        and encode(t.tgargs, 'escape') not like '%p.organization_id = c.organization_id%'`),
    ).toEqual([])
  })

  it('has an index for every foreign key that starts with its columns', async () => {
    expect(
      await names(`
        select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and c.relnamespace = 'app'::regnamespace and array_length(k.conkey, 1) > 1
        and k.confrelid = 'app.products'::regclass
        and not exists (select from pg_index x where x.indrelid = k.conrelid and (x.indkey::int2[])[0:1] @> k.conkey)`),
    ).toEqual([])
  })

  it('keeps no enum or amount type whose comparison is not leakproof in an index', async () => {
    expect(
      await names(`
        select i.relname || '.' || a.attname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        join pg_attribute a on a.attrelid = i.oid join pg_type t on t.oid = a.atttypid
        where c.relnamespace = 'app'::regnamespace and a.attnum <= x.indnkeyatts and (t.typtype = 'e' or t.typname = 'numeric')`),
    ).toEqual([])
  })
})

/** The predicate of a view; older servers write the table's name before its columns. */
const whereOf = (definition: string, table: string): string | undefined =>
  definition.replaceAll(/\s+/g, ' ').replaceAll(`${table}.`, '').split(' WHERE ')[1]

describe('every view of a time series', () => {
  it('hides behind a barrier, checks what is written, and shows by the one tenant predicate', async () => {
    const { rows } = await admin.query<{ name: string; fit: boolean; definition: string }>(`
      select c.relname as name, c.reloptions @> '{security_barrier=true,check_option=local}' as fit, pg_get_viewdef(c.oid) as definition
      from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'v'`)
    expect(rows.map((row) => row.name)).toEqual(await names('select name from ts.series order by 1'))
    for (const { name, fit, definition } of rows)
      expect([name, fit, whereOf(definition, name)]).toEqual([name, true, `${TENANT_POLICY};`])
  })

  it('keeps its tables out of the application’s reach, led by organization_id in their keys', async () => {
    expect(
      await names(`select c.relname as name from pg_class c where c.relnamespace = 'ts'::regnamespace and c.relkind in ('r', 'p')
        and has_table_privilege('suite_app', c.oid, 'select, insert, update, delete, truncate')`),
    ).toEqual([])
    expect(
      await names(`select c.relname as name from ts.series s join pg_class c on c.oid = format('ts.%I', s.name)::regclass
        join pg_index x on x.indrelid = c.oid and x.indisunique join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
        where a.attname <> 'organization_id' or not a.attnotnull`),
    ).toEqual([])
  })
})

describe('the database roles', () => {
  it('cannot bypass row-level security, own nothing tenants own, and are no superusers', async () => {
    expect(
      await names(
        `select rolname as name from pg_roles where rolname like 'suite\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      ),
    ).toEqual([])
    expect(
      await names(`select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner
        where c.relnamespace = 'app'::regnamespace and r.rolname like 'suite\\_%'`),
    ).toEqual([])
  })

  it('lets nobody change or remove what is append-only', async () => {
    expect(
      await names(`select table_name || ':' || privilege_type as name from information_schema.role_table_grants
        where table_schema = 'app' and grantee = 'suite_app' and table_name in ('audit_events', 'stock_movements', 'goods_receipts')
        and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`),
    ).toEqual([])
  })

  it('keeps the application away from accounts, and accounts away from tenants', async () => {
    expect(
      await names(`select grantee || ':' || table_schema as name from information_schema.role_table_grants
        where (grantee = 'suite_app' and table_schema = 'auth') or (grantee = 'suite_auth' and table_schema = 'app') limit 5`),
    ).toEqual([])
  })
})

describe('the functions that run before a tenant is known', () => {
  it('are exactly these, owned by a role that can only read what they reveal', async () => {
    expect(
      await names(`select p.proname || ' by ' || r.rolname as name from pg_proc p join pg_roles r on r.oid = p.proowner
        where p.pronamespace = 'app'::regnamespace and p.prosecdef order by 1`),
    ).toEqual([
      'connections_due by suite_lookup',
      'invitation_by_token by suite_lookup',
      'memberships_of_user by suite_lookup',
      'organizations_for_schedule by suite_lookup',
      'slug_is_free by suite_lookup',
    ])
    expect(
      await names(`select table_name || ':' || privilege_type as name from information_schema.role_table_grants
        where grantee = 'suite_lookup' order by 1`),
    ).toEqual([
      'connection_streams:SELECT',
      'connections:SELECT',
      'invitations:SELECT',
      'memberships:SELECT',
      'organizations:SELECT',
    ])
  })
})
