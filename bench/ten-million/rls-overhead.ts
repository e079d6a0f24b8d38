import pg from 'pg'
import type { Caller } from './callers.ts'

const ROUNDS = 200

/** What screens read most. `:mine` is left to the policy, or says the organisation where no policy does. */
const QUERIES: readonly (readonly [string, string])[] = [
  [
    'sales of 90 days',
    `select business_day, net_minor from app.store_sales_daily
     where :mine() and business_day > current_date - 90 order by business_day`,
  ],
  [
    'reorder list',
    `select p.name, r.* from app.reorder_plans r
     join app.products p on p.organization_id = r.organization_id and p.id = r.product_id
     where :mine(r) and r.needs_order order by r.at_risk_minor desc, r.product_id limit 51`,
  ],
  [
    'sales by product, 90 days',
    `select product_id, sum(net_minor) as net from app.sales_daily
     where :mine() and business_day > current_date - 90 group by product_id order by net desc limit 51`,
  ],
  [
    'open alerts',
    `select a.*, p.name from app.alerts a
     left join app.products p on p.organization_id = a.organization_id and p.id = a.product_id
     where :mine(a) and a.state = 'open' order by a.dollars_minor desc limit 51`,
  ],
]

/**
 * The same queries as the application's role under the policies, and as a superuser whom they do not bind, in turns: what the
 * server says it took to run them, and to plan them.
 */
export const rlsOverhead = async (adminUrl: string, caller: Caller): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const rows = []
  for (const [query, text] of QUERIES) {
    const bound: Times[] = []
    const free: Times[] = []
    for (let round = 0; round < ROUNDS; round++) {
      bound.push(await once(client, caller, leftToPolicy(text), 'set local role suite_app'))
      free.push(await once(client, caller, saidByHand(text, caller), 'set local role none'))
    }
    const [with_, without] = [medians(bound), medians(free)]
    rows.push({
      query,
      'run with, ms': with_.run.toFixed(3),
      'run without, ms': without.run.toFixed(3),
      'run, ratio': (with_.run / without.run).toFixed(3),
      'plan with, ms': with_.plan.toFixed(3),
      'plan without, ms': without.plan.toFixed(3),
    })
  }
  await client.end()
  console.log(`\nRow-level security, medians of ${ROUNDS} rounds taken in turns:`)
  console.table(rows)
}

const leftToPolicy = (text: string): string => text.replaceAll(/:mine\(\w*\)/g, 'true')
const saidByHand = (text: string, { organizationId }: Caller): string =>
  text.replaceAll(
    /:mine\((\w*)\)/g,
    (_, table: string) => `${table === '' ? '' : `${table}.`}organization_id = '${organizationId}'`,
  )

interface Times {
  readonly run: number
  readonly plan: number
}

const once = async (client: pg.Client, caller: Caller, text: string, role: string): Promise<Times> => {
  await client.query('begin')
  await client.query(role)
  await client.query("select set_config('app.current_org_id', $1, true)", [caller.organizationId])
  const { rows } = await client.query<{
    'QUERY PLAN': [{ 'Execution Time': number; 'Planning Time': number }]
  }>(`explain (analyze, timing off, format json) ${text}`)
  await client.query('rollback')
  const [plan] = rows[0]!['QUERY PLAN']
  return { run: plan['Execution Time'], plan: plan['Planning Time'] }
}

const medians = (times: readonly Times[]): Times => ({
  run: median(times.map(({ run }) => run)),
  plan: median(times.map(({ plan }) => plan)),
})

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
