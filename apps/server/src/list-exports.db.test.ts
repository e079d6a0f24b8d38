import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readTable } from '@suite/csv'
import { createAccessTokens } from '@suite/identity'
import { newId } from '@suite/kernel'
import { fillOneRowPerTable, idOf } from '@suite/testing'
import { openWorkbook } from '@suite/spreadsheet'
import { callerWith, startTestApp, TEST_SECRET, type TestApp, type TestCaller } from './testing/test-app.ts'

let app: TestApp
let mine: TestCaller
let admin: pg.Client
beforeAll(async () => {
  app = await startTestApp({ RATE_LIMIT_SCALE: '100000' })
  mine = await app.signUp('Mine')
  admin = new pg.Client({ connectionString: app.adminUrl })
  await admin.connect()
  for (let n = 0; n < 1203; n++)
    await admin.query(
      `insert into app.products (organization_id, id, sku, name, category, price) values ($1, $2, $3, $4, $5, $6)`,
      [
        mine.organizationId,
        newId(),
        `SKU-${String(n).padStart(4, '0')}`,
        n === 0 ? '=HYPERLINK("http://x")' : `Product ${n}`,
        n % 2 === 0 ? 'flower' : 'vapes',
        '12.500000',
      ],
    )
})
afterAll(async () => {
  await admin.end()
  await app.close()
})

const sheetOf = async (bytes: Buffer): Promise<string[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'exports-'))
  try {
    await writeFile(join(folder, 'list.xlsx'), bytes)
    const book = await openWorkbook(join(folder, 'list.xlsx'))
    const rows: string[][] = []
    for await (const batch of book.rows(0)) rows.push(...batch.map(({ cells }) => cells))
    book.close()
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const exported = async () =>
  (
    await admin.query<{ actor_id: string; after: unknown; ip: string | null }>(
      `select actor_id, after, ip from app.audit_events where organization_id = $1 and event_type = 'list.exported' order by id`,
      [mine.organizationId],
    )
  ).rows

describe('the product list as a file', () => {
  it('holds what the list shows under the same filter, as CSV and as workbook, and is on the trail', async () => {
    const query = `category=flower&sort=name&storeId=${mine.storeId}`
    const csv = await mine.ask('GET', `/products/export?${query}`)
    const book = await mine.ask('GET', `/products/export?${query}&format=xlsx`)
    expect([csv.statusCode, book.statusCode]).toEqual([200, 200])
    expect(csv.headers['content-disposition']).toMatch(/filename="products-\d{4}-\d\d-\d\d\.csv"/)
    const rows = readTable(csv.body.trimEnd())
    expect(rows).toHaveLength(603)
    const [header = [], ...lines] = rows
    const column = (name: string) => header.indexOf(name)
    expect(header).toContain('Price (USD)')
    expect(header).toContain('On hand (in Unit)')
    const shown: string[] = []
    let cursor = ''
    do {
      const page = await mine.ask('GET', `/products?${query}&limit=500${cursor}`)
      const { items, nextCursor } = page.json<{ items: { sku: string }[]; nextCursor: string | null }>()
      shown.push(...items.map(({ sku }) => sku))
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`
    } while (cursor !== '')
    expect(lines.map((line) => line[column('SKU')])).toEqual(shown)
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"")"`)
    const inBook = await sheetOf(book.rawPayload)
    expect(inBook[0]).toEqual(header)
    expect(inBook.map((line) => line[column('SKU')])).toEqual(rows.map((line) => line[column('SKU')]))
    expect(inBook.flat()).toContain('=HYPERLINK("http://x")')
    expect(await exported()).toMatchObject([
      {
        actor_id: mine.userId,
        ip: '127.0.0.1',
        after: { format: 'csv', filters: { category: 'flower', storeId: mine.storeId } },
      },
      { actor_id: mine.userId, after: { format: 'xlsx' } },
    ])
  })

  it('is refused to a role without the list’s permission, and a wrong filter in words', async () => {
    const { token } = await createAccessTokens(TEST_SECRET).issue({
      userId: mine.userId,
      organizationId: mine.organizationId,
      membershipId: mine.membershipId,
      role: 'nobody',
      readOnly: false,
    })
    expect((await callerWith(app.ask, token)('GET', '/products/export')).statusCode).toBe(403)
    expect((await mine.ask('GET', '/products/export?format=pdf')).statusCode).toBe(422)
    expect((await mine.ask('GET', '/reports/sales/export')).statusCode).toBe(422)
  })
})

it('every list comes in both formats, with the same cells', async () => {
  const FILLED = '0197a0c0-0000-7000-8000-00000000000c'
  await fillOneRowPerTable(admin, FILLED)
  await admin.query(`update app.stores set time_zone = 'America/Denver' where organization_id = $1`, [FILLED])
  const { token } = await createAccessTokens(TEST_SECRET).issue({
    userId: idOf('memberships', FILLED),
    organizationId: FILLED,
    membershipId: idOf('memberships', FILLED),
    role: 'owner',
    readOnly: false,
  })
  const ask = callerWith(app.ask, token)
  const lists = app.program.routes.filter(
    ({ spec }) => spec.path.endsWith('/export') && !spec.path.includes(':'),
  )
  const filled: string[] = []
  for (const { spec } of lists) {
    const query = neededBy(spec.query, idOf('stores', FILLED))
    const csv = await ask('GET', `${spec.path}?${query}`)
    const book = await ask('GET', `${spec.path}?format=xlsx&${query}`)
    // one arbitrary row a table makes no sense to every list; then its file fails as it does
    if (csv.statusCode !== 200) {
      const list = await ask('GET', `${spec.path.replace(/\/export$/, '')}?${query}`)
      expect([spec.path, csv.statusCode]).toEqual([spec.path, list.statusCode])
      continue
    }
    const rows = readTable(csv.body.trimEnd()).map(withoutTail)
    if (rows.length > 1) filled.push(spec.path)
    // the trail has a line more by the second time: that the first was taken
    if (spec.path === '/audit/export') continue
    expect((await sheetOf(book.rawPayload)).map(withoutTail)).toEqual(
      rows.map((row) => row.map((cell) => cell.replace(/[\r\n\t]+/g, ' '))),
    )
  }
  expect(lists.length).toBeGreaterThan(30)
  expect(filled).toEqual(expect.arrayContaining(['/products/export', '/alerts/export', '/audit/export']))
  expect(filled.length).toBeGreaterThan(20)
})

const withoutTail = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

/** The fields a list cannot be asked without, each with the first of these values that fits. */
const neededBy = (query: unknown, storeId: string): string => {
  const candidates = [storeId, '2026-04-01', '2026-04-01T00:00:00Z', 'CO']
  const shape = query instanceof z.ZodObject ? query.shape : {}
  const fields = Object.entries(shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    if (field.safeParse(undefined).success) return []
    const options = field instanceof z.ZodEnum ? field.options.map(String) : candidates
    const value = options.find((candidate) => field.safeParse(candidate).success)
    if (value === undefined) throw new Error(`Say what ${name} can be.`)
    return [[name, value]]
  })
  return new URLSearchParams(fields).toString()
}
