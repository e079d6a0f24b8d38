import type pg from 'pg'

interface Column {
  schema: string
  name: string
  type: string
  nullable: boolean
  hasDefault: boolean
  target: string | null
  checks: string[]
}

/**
 * Puts one row of an organisation into every table of the schema `app` and every time series behind its views, reading the
 * catalogue: a table added tomorrow is covered without a word here. Run as the administrator. Ids are made from the organisation and the table's name.
 */
export const fillOneRowPerTable = async (admin: pg.Client, organizationId: string): Promise<void> => {
  const waiting = await tablesAndColumns(admin)
  const parents = await parentsOf(admin)
  const done = new Set<string>()
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      ([table, columns]) =>
        columns.every((c) => c.target === null || c.target === table || done.has(c.target)) &&
        (parents.get(table) ?? []).every((parent) => done.has(parent)),
    )
    if (ready.length === 0)
      throw new Error(`Tables refer to each other in a ring: ${[...waiting.keys()].join(', ')}`)
    for (const [table, columns] of ready) {
      await insertRow(admin, table, columns, organizationId)
      done.add(table)
      waiting.delete(table)
    }
  }
}

const tablesAndColumns = async (admin: pg.Client): Promise<Map<string, Column[]>> => {
  const { rows } = await admin.query<Column & { table: string }>(`
    select c.relname as table, c.relnamespace::regnamespace::text as schema, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable, a.atthasdef as "hasDefault",
      coalesce((select t.relname from pg_constraint k join pg_class t on t.oid = k.confrelid
        join pg_attribute b on b.attrelid = t.oid and b.attname = 'id' and b.attnum = k.confkey[array_position(k.conkey, a.attnum)]
        where k.conrelid = c.oid and k.contype = 'f' limit 1),
        case a.attname when 'store_id' then 'stores' when 'product_id' then 'products' when 'receipt_id' then 'receipts' end) as target,
      coalesce((select array_agg(pg_get_constraintdef(k.oid) order by cardinality(k.conkey), k.conname) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)), '{}') as checks
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and (c.relnamespace = 'app'::regnamespace
      or (c.relnamespace = 'ts'::regnamespace and to_regclass(format('app.%I', c.relname)) is not null))
    order by c.relname, a.attnum`)
  const tables = new Map<string, Column[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  // the organisation itself comes before everything that names it
  return new Map(
    [...tables].sort(([a], [b]) => Number(b === 'organizations') - Number(a === 'organizations')),
  )
}

/** Tables whose rows must exist first: those of foreign keys, and those that statement triggers (`app.refer`) look for. */
const parentsOf = async (admin: pg.Client): Promise<Map<string, string[]>> => {
  const { rows } = await admin.query<{ table: string; parent: string }>(`
    select c.relname as table, split_part(encode(t.tgargs, 'escape'), '\\000', 1)::regclass::oid::regclass::text as parent
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid where p.proname = 'check_reference'
    union
    select c.relname, t.relname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid and c.relnamespace in ('app'::regnamespace, 'ts'::regnamespace)`)
  const parents = new Map<string, string[]>()
  for (const { table, parent } of rows)
    parents.set(table, [...(parents.get(table) ?? []), parent.replace('app.', '')])
  return parents
}

const insertRow = async (
  admin: pg.Client,
  table: string,
  columns: readonly Column[],
  organizationId: string,
): Promise<void> => {
  const filled = columns.filter((c) => c.target !== null || (!c.nullable && !c.hasDefault))
  const values = filled.map((column) => valueOf(column, table, organizationId))
  const names = filled.map((c) => `"${c.name}"`).join(', ')
  const places = filled.map((c, i) => `$${i + 1}::${c.type}`).join(', ')
  await admin.query(`insert into ${columns[0]?.schema}.${table} (${names}) values (${places})`, values)
}

const valueOf = (column: Column, table: string, organizationId: string): unknown => {
  if (column.name === 'organization_id') return organizationId
  if (column.target !== null) return idOf(column.target, organizationId)
  if (column.name === 'id') return idOf(table, organizationId)
  const allowed = /= ANY \(\(?ARRAY\['([^']+)'/.exec(column.checks.join(' '))?.[1]
  if (allowed !== undefined)
    return column.checks.some(
      (check) => check.includes("'count'") && column.name === 'kind' && table === 'stock_movements',
    )
      ? 'sell'
      : allowed
  switch (column.type) {
    case 'uuid':
      return idOf(column.name, organizationId)
    case 'timestamp with time zone':
    case 'date':
      return '2026-04-20'
    case 'jsonb':
      return '{}'
    case 'boolean':
      return true
    case 'text[]':
      return []
    case 'text':
      return textOf(column, organizationId)
    default:
      return 1
  }
}

/** Text that passes the schema's patterns: two capitals for a state, a slug, or something long enough for a key. */
const textOf = (column: Column, organizationId: string): string => {
  if (column.name === 'state') return 'CO'
  return `row-of-${organizationId.slice(-1)}`
}

/** The same id for the same table and organisation, so that rows can point at each other. */
export const idOf = (name: string, organizationId: string): string => {
  const hex = Buffer.from(name.padEnd(6, '_')).toString('hex').slice(0, 12)
  const length = name.length.toString(16).padStart(4, '0')
  return `0197a0c0-${length}-7000-8${organizationId.slice(-1)}00-${hex}`
}
