import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import pg from 'pg'
import { fillOneRowPerTable, testDatabase, type TestDatabase } from '@suite/testing'

const ORG_A = '0197a0c0-0000-7000-8000-00000000000a'
const ORG_B = '0197a0c0-0000-7000-8000-00000000000b'

let database: TestDatabase
let admin: pg.Client
let app: pg.Client
let tables: string[]
/** Those that are views of time series. */
let series: string[]
beforeAll(async () => {
  database = await testDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([admin.connect(), app.connect()])
  await fillOneRowPerTable(admin, ORG_A)
  await fillOneRowPerTable(admin, ORG_B)
  tables = (
    await admin.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p', 'v') order by 1`,
    )
  ).rows.map((row) => row.name)
  series = (await admin.query<{ name: string }>('select name from ts.series')).rows.map((row) => row.name)
})
afterAll(async () => {
  await app.end()
  await admin.end()
  await database.drop()
})

/** Where the rows of a table lie for the administrator, who belongs to no organisation. */
const stored = (table: string): string => `${series.includes(table) ? 'ts' : 'app'}.${table}`

/** Runs one statement as the application inside an organisation (or none) and takes it back. */
const as = async (
  organizationId: string | null,
  statement: string,
  values: unknown[] = [],
): Promise<{ rows: Record<string, unknown>[]; count: number }> => {
  await app.query('begin')
  try {
    if (organizationId !== null)
      await app.query(`select set_config('app.current_org_id', $1, true)`, [organizationId])
    const result = await app.query<Record<string, unknown>>(statement, values)
    return { rows: result.rows, count: result.rowCount ?? 0 }
  } finally {
    await app.query('rollback')
  }
}

const eachTable = () => fc.constantFrom(...tables)
const sides = fc.constantFrom([ORG_A, ORG_B], [ORG_B, ORG_A])

describe('on every tenant table', () => {
  it('each organisation has a row to steal', async () => {
    for (const table of tables) {
      const { rows } = await admin.query<{ n: number }>(
        `select count(distinct organization_id)::int as n from ${stored(table)}`,
      )
      expect([table, rows[0]?.n]).toEqual([table, 2])
    }
  })

  it('an organisation reads its own rows only, whatever it asks for', async () => {
    await fc.assert(
      fc.asyncProperty(eachTable(), sides, async (table, [mine, theirs]) => {
        const { rows } = await as(
          mine ?? '',
          `select organization_id from app.${table} where organization_id = $1 or true`,
          [theirs],
        )
        return rows.length > 0 && rows.every((row) => row['organization_id'] === mine)
      }),
      { numRuns: tables.length * 3 },
    )
  })

  it('without an organisation, or with an empty one, nothing is seen', async () => {
    for (const table of tables) {
      expect([table, (await as(null, `select 1 from app.${table}`)).count]).toEqual([table, 0])
      await app.query('begin')
      await app.query(`select set_config('app.current_org_id', '', true)`)
      expect([table, (await app.query(`select 1 from app.${table}`)).rowCount]).toEqual([table, 0])
      await app.query('rollback')
    }
  })

  it("another organisation's row cannot be copied in, moved over, changed or removed", async () => {
    const generated = new Set(
      (
        await admin.query<{ name: string }>(
          `select table_name || '.' || column_name as name from information_schema.columns
           where table_schema = 'app' and is_generated = 'ALWAYS'`,
        )
      ).rows.map(({ name }) => name),
    )
    for (const table of tables) {
      const row =
        (
          await admin.query<Record<string, unknown>>(
            `select * from ${stored(table)} where organization_id = $1`,
            [ORG_B],
          )
        ).rows[0] ?? {}
      const columns = Object.keys(row)
        .filter((column) => !generated.has(`${table}.${column}`))
        .map((column) => `"${column}"`)
        .join(', ')
      // a view is checked after its keys: at another time the row is no doubled one
      const json = JSON.stringify({ ...row, ...(series.includes(table) && { taken_at: '2026-05-01' }) })
      const insert = `insert into app.${table} (${columns}) select ${columns} from json_populate_record(null::app.${table}, $1)`
      await expect(as(ORG_A, insert, [json]), `insert into ${table}`).rejects.toThrow(
        /row-level security|permission denied|violates check option/,
      )
      expect([
        table,
        await changed(
          `update app.${table} set organization_id = organization_id where organization_id = '${ORG_B}'`,
        ),
      ]).toEqual([table, 0])
      expect([table, await changed(`delete from app.${table} where organization_id = '${ORG_B}'`)]).toEqual([
        table,
        0,
      ])
      expect([table, await changed(`update app.${table} set organization_id = '${ORG_B}'`)]).toEqual([
        table,
        0,
      ])
    }
  })

  it('a foreign key cannot reach into another organisation', async () => {
    const { rows: keys } = await admin.query<{ table: string; column: string; target: string }>(`
      select c.relname as table, a.attname as column, t.relname as target
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      join lateral unnest(k.conkey, k.confkey) as col (attnum, target_attnum) on true
      join pg_attribute a on a.attrelid = c.oid and a.attnum = col.attnum
      join pg_attribute b on b.attrelid = t.oid and b.attnum = col.target_attnum and b.attname = 'id'
      where k.contype = 'f' and c.relnamespace = 'app'::regnamespace and t.relnamespace = 'app'::regnamespace and a.attname <> 'organization_id'
      union
      select c.relname, pair[2], case pair[1] when 'store_id' then 'stores' when 'product_id' then 'products'
        else replace(split_part(encode(t.tgargs, 'escape'), '\\000', 1), 'app.', '') end
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc f on f.oid = t.tgfoid,
        regexp_matches(encode(t.tgargs, 'escape'), 'p\\.(\\w+) = c\\.(\\w+)', 'g') as pair
      where f.proname = 'check_reference' and pair[1] <> 'organization_id'`)
    expect(keys.length).toBeGreaterThan(20)
    for (const { table, column, target } of keys) {
      const theirs = (
        await admin.query<{ id: string }>(`select id from app.${target} where organization_id = $1`, [ORG_B])
      ).rows[0]?.id
      // as the owner of the data, so that only the key itself stands in the way
      await expect(
        admin.query(`update app.${table} set ${column} = $1 where organization_id = $2`, [theirs, ORG_A]),
        `${table}.${column} → ${target}`,
      ).rejects.toMatchObject({ code: '23503' })
    }
  })
})

/** Rows a statement of ORG_A changed; a refusal counts as none. */
const changed = async (statement: string): Promise<number> => {
  try {
    return (await as(ORG_A, statement)).count
  } catch (error) {
    expect(String(error)).toMatch(/row-level security|permission denied|violates check option/)
    return 0
  }
}
