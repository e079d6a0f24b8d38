import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import type { Route } from '@suite/http'
import { PERMISSIONS, ROLES, createAccessTokens, roleAllows } from '@suite/identity'
import { fillOneRowPerTable, idOf } from '@suite/testing'
import { callerWith, startTestApp, TEST_SECRET, type TestApp, type TestCaller } from './testing/test-app.ts'

/** The other organisation: a row of it lies in every table. */
const THEIRS = '0197a0c0-0000-7000-8000-00000000000b'

/** Which table a path's `:id` names, by the segment before it. */
const TABLE_OF: Readonly<Record<string, string>> = {
  stores: 'stores',
  people: 'memberships',
  invitations: 'invitations',
  products: 'products',
  merges: 'product_merges',
  vendors: 'vendors',
  'sales-sources': 'sales_sources',
  receipts: 'receipts',
  imports: 'imports',
  'forecast-runs': 'forecast_runs',
  'forecast-overrides': 'forecast_overrides',
  'purchase-orders': 'purchase_orders',
  'vendor-invoices': 'vendor_invoices',
  'vendor-scorecards': 'vendors',
  alerts: 'alerts',
  connections: 'connections',
  rules: 'state_rules',
  credentials: 'credentials',
  'count-sessions': 'count_sessions',
  holds: 'stock_holds',
  recalls: 'recalls',
  footage: 'video_references',
  lots: 'lots',
  expiry: 'lots',
  discrepancies: 'discrepancies',
  reconciliations: 'reconciliation_runs',
  'inspection-packs': 'inspection_packs',
}

let app: TestApp
let mine: TestCaller
let routes: readonly Route[]
let admin: pg.Client
beforeAll(async () => {
  app = await startTestApp({ RATE_LIMIT_SCALE: '100000' })
  mine = await app.signUp('Mine')
  routes = app.program.routes
  admin = new pg.Client({ connectionString: app.adminUrl })
  await admin.connect()
  await fillOneRowPerTable(admin, THEIRS)
})
afterAll(async () => {
  await admin.end()
  await app.close()
})

const tenantRoutes = (): Route[] => routes.filter((route) => route.spec.access !== 'public')

const theirId = (segment: string): string => {
  const table = TABLE_OF[segment]
  if (table === undefined) throw new Error(`Say in TABLE_OF which table the id after /${segment}/ names.`)
  return idOf(table, THEIRS)
}

/** The path with every id replaced by one that belongs to the other organisation. */
const theirPath = (path: string): string => {
  const segments = path.split('/')
  return segments
    .map((segment, n) => (segment.startsWith(':') ? theirId(segments[n - 1] ?? '') : segment))
    .join('/')
}

/** A request body as documented, with each id turned into one of the other organisation. */
const theirBody = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => theirBody(item, key))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, theirBody(v, k)]))
  const owner = {
    storeId: 'stores',
    productId: 'products',
    vendorId: 'vendors',
    lotId: 'lots',
    lineId: 'purchase_order_lines',
    purchaseOrderId: 'purchase_orders',
  }[key]
  return owner === undefined ? value : idOf(owner, THEIRS)
}

describe('every route', () => {
  it('of the tenant API refuses a caller without a token', async () => {
    for (const { spec } of tenantRoutes()) {
      const reply = await app.ask(
        spec.method,
        theirPath(spec.path),
        spec.bodyExample ?? (spec.method === 'GET' ? undefined : {}),
      )
      expect([spec.method, spec.path, reply.statusCode]).toEqual([spec.method, spec.path, 401])
    }
  })

  it('refuses each role that lacks its permission', async () => {
    const tokens = createAccessTokens(TEST_SECRET)
    for (const role of ROLES) {
      const { token } = await tokens.issue({
        userId: mine.userId,
        organizationId: mine.organizationId,
        membershipId: mine.membershipId,
        role,
        readOnly: false,
      })
      for (const { spec } of tenantRoutes().filter(
        (route) =>
          (PERMISSIONS as readonly string[]).includes(route.spec.access) &&
          !roleAllows(role, route.spec.access),
      )) {
        const reply = await callerWith(app.ask, token)(
          spec.method,
          theirPath(spec.path),
          spec.bodyExample ?? (spec.method === 'GET' ? undefined : {}),
        )
        expect([role, spec.method, spec.path, reply.statusCode]).toEqual([role, spec.method, spec.path, 403])
      }
    }
  })

  it('with another organisation’s ids finds nothing and changes nothing', async () => {
    const before = await fingerprint()
    for (const { spec, kind } of tenantRoutes()) {
      // a stream stays open; its own tests show that nothing foreign arrives
      if (kind === 'upload' || kind === 'stream') continue
      const path = theirPath(spec.path)
      const needsBody = spec.body !== undefined
      if (needsBody && spec.bodyExample === undefined && !spec.body?.safeParse({}).success)
        throw new Error(
          `${spec.method} ${spec.path}: give it a bodyExample, so that it can be tried with foreign ids.`,
        )
      const query =
        spec.method === 'GET' && spec.query !== undefined ? `?storeId=${idOf('stores', THEIRS)}` : ''
      const reply = await mine.ask(
        spec.method,
        `${path}${query}`,
        needsBody
          ? theirBody(spec.bodyExample ?? {})
          : spec.method === 'GET' || spec.method === 'DELETE'
            ? undefined
            : {},
      )
      const named = `${spec.method} ${spec.path} → ${reply.statusCode} ${reply.body.slice(0, 300)}`
      expect(reply.statusCode, named).toBeLessThan(500)
      expect(reply.body, named).not.toContain('row-of-b')
      if (spec.path.includes(':')) expect([400, 404, 409, 422], named).toContain(reply.statusCode)
    }
    expect(await fingerprint()).toEqual(before)
  })

  it('answers an id that is no id with 422, never a stack', async () => {
    for (const { spec } of tenantRoutes().filter((route) => route.spec.path.includes(':'))) {
      const reply = await mine.ask(
        spec.method,
        spec.path.replaceAll(/:\w+/g, 'not-an-id'),
        spec.method === 'GET' ? undefined : (spec.bodyExample ?? {}),
      )
      expect([spec.method, spec.path, reply.statusCode]).toEqual([spec.method, spec.path, 422])
      expect(reply.body).not.toContain('.ts:')
    }
  })
})

/** A hash of everything the other organisation has. */
const fingerprint = async (): Promise<Record<string, string>> => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relnamespace::regnamespace || '.' || relname as name from pg_class
     where relnamespace in ('app'::regnamespace, 'ts'::regnamespace) and relkind in ('r', 'p') and not relispartition
       and relname <> 'series' order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await admin.query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t where organization_id = $1`,
      [THEIRS],
    )
    hashes[name] = rows[0]?.hash ?? ''
  }
  return hashes
}
