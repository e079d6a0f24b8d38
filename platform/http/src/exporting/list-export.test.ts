import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '@suite/kernel'
import { openWorkbook } from '@suite/spreadsheet'
import { pageOf, pageQuery } from '../paging.ts'
import { plainRoute, readRoute, type Caller, type Download, type RequestFacts, type Route } from '../route.ts'
import { dayShape, decimalShape, idShape, instantShape, minorShape } from '../shapes.ts'
import { LARGEST_EXPORT, withExports, type ExportDeps, type TakenList } from './list-export.ts'

const STORE = '0197a0c0-0000-7000-8000-000000000001'
const PERSON = '0197a0c0-0000-7000-8000-000000000002'
const thing = z.object({
  id: idShape,
  storeId: idShape,
  vendorId: idShape.nullable(),
  vendorName: z.string().nullable(),
  sku: z.string(),
  unit: z.string(),
  onHand: decimalShape.nullable(),
  unitCost: decimalShape.nullable(),
  netMinor: minorShape,
  soldOn: dayShape.nullable(),
  soldAt: instantShape,
  status: z.enum(['in_stock', 'gone']),
  held: z.boolean(),
  tags: z.array(z.string()),
  parts: z.array(z.object({ tag: z.string(), quantity: decimalShape })),
  window: z.object({ from: instantShape }).nullable(),
  createdBy: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
type Thing = z.output<typeof thing>
const THING: Thing = {
  id: STORE,
  storeId: STORE,
  vendorId: PERSON,
  vendorName: 'North, Inc.',
  sku: '=cmd',
  unit: 'g',
  onHand: '12.5000',
  unitCost: null,
  netMinor: -105,
  soldOn: '2026-04-20',
  soldAt: '2026-04-21T04:20:00.000Z',
  status: 'in_stock',
  held: false,
  tags: ['a', 'b'],
  parts: [
    { tag: 'T1', quantity: '1' },
    { tag: 'T2', quantity: '2' },
  ],
  window: { from: '2026-01-01T07:00:00.000Z' },
  createdBy: PERSON,
  data: { secret: 1 },
}

const FACTS = {
  timeZone: 'America/Denver',
  currency: 'USD',
  names: new Map([
    [STORE, 'Capitol Hill'],
    [PERSON, 'Ada'],
  ]),
}
const CALLER = { userId: PERSON, organizationId: STORE } as Caller
const REQUEST = { requestId: 'r-1', ip: '203.0.113.7' } as RequestFacts

/** Lists `total` things page by page; remembers what it was asked. */
const shop = (
  total: number,
  exported: { linesOf: string } | Record<string, never> = {},
  item: Partial<Thing> = {},
) => {
  const asked: unknown[] = []
  const taken: TakenList[] = []
  const deps: ExportDeps = {
    database: {
      readTenant: (_: unknown, use: (read: never) => unknown) => Promise.resolve(use({} as never)),
      withTenant: (_: unknown, use: (tx: never) => unknown) => Promise.resolve(use({} as never)),
    } as never,
    record: (_, entry) => {
      taken.push(entry)
      return Promise.resolve()
    },
    facts: () => Promise.resolve(FACTS),
    now: () => new Date('2026-04-21T04:30:00Z'),
  }
  const query = pageQuery.extend({ storeId: idShape.optional(), days: z.coerce.number().default(7) })
  const list = readRoute(
    {
      method: 'GET',
      path: '/compliance/old-things',
      summary: 'Things, newest first',
      tag: 'T',
      access: 'things.read',
      query,
      reply: pageOf(thing),
      example: { items: [THING], nextCursor: null },
      exported,
    },
    (_, input) => {
      asked.push(input.query)
      if (input.query.days === 666) throw new AppError('invalid', 'bad_days', 'Choose fewer days.')
      const from = Number(input.query.cursor ?? 0)
      const size = Math.min(input.query.limit, total - from)
      const next = from + size
      return Promise.resolve({
        items: Array.from({ length: size }, () => ({ ...THING, ...item })),
        nextCursor: next < total ? String(next) : null,
      })
    },
  )
  const routes = withExports([list], deps)
  const take = (filters: object): Promise<Download> => {
    const [, route] = routes
    if (route?.kind !== 'download' || route.spec.query === undefined) throw new Error('no export')
    return route.handle(
      { params: undefined, query: route.spec.query.parse(filters), body: undefined },
      CALLER,
      REQUEST,
    )
  }
  return { routes, asked, taken, take }
}

const textOf = async ({ content }: Download): Promise<string> =>
  (await content.toArray()).map(String).join('')

const rowsOfBook = async ({ content }: Download): Promise<string[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  try {
    await pipeline(content, createWriteStream(join(folder, 'a.xlsx')))
    const book = await openWorkbook(join(folder, 'a.xlsx'))
    const rows: string[][] = []
    for await (const batch of book.rows(0)) rows.push(...batch.map(({ cells }) => cells))
    book.close()
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const HEADERS = [
  'Store',
  'Vendor name',
  'SKU',
  'Unit',
  'On hand (in Unit)',
  'Unit cost (USD)',
  'Net (USD)',
  'Sold on',
  'Sold at (America/Denver)',
  'Status',
  'Held',
  'Tags',
  'Parts (how many)',
  'Window: from (America/Denver)',
  'Created by',
]

describe('a list as a file', () => {
  it('has the permission and filters of the list, beside it', () => {
    const [list, route] = shop(1).routes
    expect(route?.spec).toMatchObject({
      path: '/compliance/old-things/export',
      access: list?.spec.access,
      limit: 'heavy',
    })
    expect(route?.spec.query?.parse({ days: '3' })).toEqual({ days: 3, format: 'csv' })
    expect(route?.spec.query?.safeParse({ format: 'pdf' }).success).toBe(false)
  })
  it('is made for lists only, and not where a list says no', () => {
    const page = {
      method: 'GET',
      path: '/x',
      summary: 'Something',
      tag: 'T',
      access: 'x',
      example: {},
    } as const
    const others: Route[] = [
      readRoute({ ...page, reply: z.object({ a: z.string() }), example: { a: '' } }, () =>
        Promise.resolve({ a: '' }),
      ),
      readRoute(
        {
          ...page,
          reply: z.object({ items: z.array(z.object({})) }),
          example: { items: [] },
          exported: false,
        },
        () => Promise.resolve({ items: [] }),
      ),
      plainRoute({ ...page, reply: z.object({}) }, () => Promise.resolve({ body: {} })),
    ]
    expect(withExports(others, {} as ExportDeps)).toEqual(others)
  })
  it('as CSV: names, units, the store’s clock, guarded text', async () => {
    const file = await shop(1).take({})
    expect(file).toMatchObject({
      fileName: 'old-things-2026-04-20.csv',
      contentType: 'text/csv; charset=utf-8',
    })
    expect(await textOf(file)).toBe(
      `\ufeff${HEADERS.join(',')}\r\n` +
        `Capitol Hill,"North, Inc.",'=cmd,g,12.5000,,-1.05,2026-04-20,2026-04-20 22:20:00,in stock,no,a; b,2,2026-01-01 00:00:00,Ada\r\n`.replace(
          'a; b',
          '"a; b"',
        ),
    )
  })
  it('as a workbook: the same cells', async () => {
    const file = await shop(1).take({ format: 'xlsx' })
    expect(file.fileName).toBe('old-things-2026-04-20.xlsx')
    expect(await rowsOfBook(file)).toEqual([
      HEADERS,
      [
        'Capitol Hill',
        'North, Inc.',
        '=cmd',
        'g',
        '12.5000',
        '',
        '-1.05',
        '2026-04-20',
        '2026-04-20 22:20:00',
        'in stock',
        'no',
        'a; b',
        '2',
        '2026-01-01 00:00:00',
        'Ada',
      ],
    ])
  })
  it('asks page after page with the same filters', async () => {
    const { take, asked } = shop(1203)
    expect((await textOf(await take({ days: '9', storeId: STORE }))).trim().split('\r\n')).toHaveLength(1204)
    expect(asked).toEqual(
      [undefined, '500', '1000'].map((cursor) => ({ days: 9, storeId: STORE, limit: 500, cursor })),
    )
  })
  it('gives an inner list lines of its own, an item without entries one', async () => {
    const lines = async (item: Partial<Thing>) =>
      (await textOf(await shop(1, { linesOf: 'parts' }, item).take({}))).trim().split('\r\n').slice(1)
    expect((await lines({})).map((line) => line.split(',').slice(-2).join())).toEqual(['T1,1', 'T2,2'])
    expect((await lines({ parts: [] })).map((line) => line.split(',').slice(-2).join())).toEqual([','])
  })
  it('ends at its bound and says so', async () => {
    const text = await textOf(await shop(LARGEST_EXPORT + 1).take({}))
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(LARGEST_EXPORT + 2)
    expect(lines.at(-1)).toMatch(/^There are more than 200000 rows/)
  })
  it('is noted with its filters; a wrong filter is answered before anything is sent or noted', async () => {
    const { take, taken } = shop(1)
    await take({ format: 'xlsx', storeId: STORE })
    expect(taken).toEqual([
      { list: '/compliance/old-things', format: 'xlsx', filters: { storeId: STORE, days: 7 } },
    ])
    await expect(take({ days: '666' })).rejects.toMatchObject({ code: 'bad_days' })
    expect(taken).toHaveLength(1)
  })
})
