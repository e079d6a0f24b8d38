import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { fillShop } from './testing/filled-shop.ts'
import { startTestApp, type TestApp, type TestCaller } from './testing/test-app.ts'

/** Shops beside the one that asks: a query that reads its whole table would read theirs too. */
const OTHERS = 12
const SIZE = { lines: 2500, products: 250, days: 120 }
/** Tables below this many rows are read whole by any planner, and rightly. */
const SMALL = 1000

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}

let app: TestApp
let mine: TestCaller
let admin: pg.Client
let large: ReadonlySet<string>
beforeAll(async () => {
  app = await startTestApp()
  mine = await app.signUp('Mine')
  admin = new pg.Client({ connectionString: app.adminUrl })
  await admin.connect()
  await fillShop(admin, mine, { ...SIZE, seed: 1 })
  for (let n = 0; n < OTHERS; n++) await anotherShop(n + 2)
  await admin.query('analyze')
  const { rows } = await admin.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'ts') and c.relkind = 'r' and c.reltuples >= $1
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`,
    [SMALL],
  )
  large = new Set(rows.map(({ relname }) => relname))
}, 120_000)
afterAll(async () => {
  await admin.end()
  await app.close()
})

const anotherShop = async (seed: number): Promise<void> => {
  const ids = { organizationId: newId(), storeId: newId() }
  await admin.query('insert into app.organizations (organization_id, name, slug) values ($1, $2, $3)', [
    ids.organizationId,
    'Other',
    `other-${seed}`,
  ])
  await admin.query(
    `insert into app.stores (organization_id, id, name, state, time_zone) values ($1, $2, 'Denver', 'CO', 'America/Denver')`,
    [ids.organizationId, ids.storeId],
  )
  await fillShop(admin, ids, { ...SIZE, seed })
}

/** What the application asked the database while `work` ran. */
const queriesOf = async (work: () => Promise<unknown>): Promise<{ text: string; values: unknown[] }[]> => {
  const asked: { text: string; values: unknown[] }[] = []
  const plain = pg.Client.prototype.query
  // every driver call of the pool goes through here
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, values] = args as [string | { text?: string; values?: unknown[] }, unknown[] | undefined]
    const text = typeof first === 'string' ? first : (first.text ?? '')
    asked.push({ text, values: (typeof first === 'string' ? values : first.values) ?? [] })
    return (plain as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof plain
  try {
    await work()
  } finally {
    pg.Client.prototype.query = plain
  }
  return asked.filter(({ text }) => /^\s*(select|with)\b/i.test(text))
}

const wholeTables = (node: PlanNode): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? '')
    ? [node['Relation Name']!]
    : []),
  ...(node.Plans ?? []).flatMap(wholeTables),
]

/** The plan the application's own role gets, its organisation's policy included. */
const planOf = async (query: { text: string; values: unknown[] }): Promise<PlanNode> => {
  await admin.query('begin')
  try {
    await admin.query('set local role suite_app; set local search_path = app, public')
    await admin.query("select set_config('app.current_org_id', $1, true)", [mine.organizationId])
    const { rows } = await admin.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
      text: `explain (format json) ${query.text}`,
      values: query.values,
    })
    return rows[0]!['QUERY PLAN'][0].Plan
  } finally {
    await admin.query('rollback')
  }
}

const lists = (): string[] =>
  app.program.routes
    .filter(({ spec }) => spec.method === 'GET' && spec.access !== 'public' && !spec.path.includes(':'))
    .filter(({ spec }) => !/stream|events|export/.test(spec.path))
    .map(({ spec }) => spec.path)

describe('a screen’s query', () => {
  it('reads no table of all organisations whole', async () => {
    expect(large.size).toBeGreaterThan(8)
    const one = (
      await admin.query<{ id: string }>('select id from app.products where organization_id = $1 limit 1', [
        mine.organizationId,
      ])
    ).rows[0]!.id
    const paths = [
      ...lists(),
      '/products?sort=risk',
      '/products?sort=sold&search=flower',
      '/reorder?show=all',
      `/products/${one}`,
      `/stores/${mine.storeId}/products/${one}/forecast`,
      `/stores/${mine.storeId}/products/${one}/reorder`,
    ]
    const found: string[] = []
    let explained = 0
    for (const path of paths) {
      let status = 0
      const queries = await queriesOf(async () => (status = (await mine.ask('GET', path)).statusCode))
      expect([path, status < 500]).toEqual([path, true])
      for (const query of queries) {
        const plan = await planOf(query)
        explained++
        for (const table of wholeTables(plan)) found.push(`${path}: ${table}`)
      }
    }
    expect(explained).toBeGreaterThan(100)
    expect([...new Set(found)]).toEqual([])
  }, 120_000)
})
