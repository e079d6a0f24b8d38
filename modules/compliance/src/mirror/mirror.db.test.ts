import { afterAll, beforeAll, expect, it } from 'vitest'
import fc from 'fast-check'
import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { clearMissingPackages, ingestMirrorPackages } from './ingest-packages.ts'
import type { MirrorPackage, MirrorSource } from './shapes.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await testDatabase()
  database = openDatabase({ url: clone.appUrl })
})
afterAll(async () => {
  await database.close()
  await clone.drop()
})

const START = Date.UTC(2026, 3, 20)
const open = async (): Promise<{ context: TenantContext; source: MirrorSource & { side: 'state' } }> => {
  const [organizationId, storeId, connectionId] = [newId(), newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'job', id: 'test' } }
  await database.withTenant(context, async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`shop-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into connections (organization_id, id, store_id, vendor, name, status)
      values (${organizationId}, ${connectionId}, ${storeId}, 'metrc', 'Metrc', 'active')`.execute(tx.db)
  })
  return { context, source: { connectionId, storeId, seenAt: new Date(START), side: 'state' } }
}
const statement = fc
  .record({
    tag: fc.constantFrom('A', 'B', 'C'),
    quantity: fc.integer({ min: 0, max: 3 }),
    room: fc.constantFrom('Floor', 'Vault'),
  })
  .map((some) => ({ ...some, quantity: String(some.quantity) }))
const packageOf = (
  some: { tag: string; quantity: string; room: string },
  version: number,
): MirrorPackage => ({
  ...some,
  itemName: 'Blue Dream',
  category: null,
  unit: 'Each',
  active: true,
  onHold: false,
  onRecall: false,
  finished: false,
  labState: 'TestPassed',
  packagedOn: null,
  expiresOn: null,
  lastModified: new Date(START + version * 1000).toISOString(),
  sourceTags: [],
})

it('holds the newest statement of each package, whatever the order and however often they come', async () => {
  const cases = fc
    .array(statement, { minLength: 1, maxLength: 12 })
    .map((list) => list.map(packageOf))
    .chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    )
  await fc.assert(
    fc.asyncProperty(cases, fc.integer({ min: 1, max: 4 }), async ([told, heard], size) => {
      const { context, source } = await open()
      for (let from = 0; from < heard.length; from += size)
        await database.withTenant(context, (tx) =>
          ingestMirrorPackages(tx, source, heard.slice(from, from + size)),
        )
      const { rows } = await database.readTenant(context, (read) =>
        sql<{ word: string }>`
          select tag || ' ' || trim_scale(quantity) || ' ' || room as word from mirror_packages order by 1`.execute(
          read.db,
        ),
      )
      const newest = new Map(told.map((row) => [row.tag, `${row.tag} ${row.quantity} ${row.room}`]))
      expect(rows.map(({ word }) => word)).toEqual([...newest.values()].toSorted())
    }),
    { numRuns: 25 },
  )
})

it('keeps each change with what was before, and nothing where nothing changed', async () => {
  const { context, source } = await open()
  const take = (quantity: string, version: number) =>
    database.withTenant(context, (tx) =>
      ingestMirrorPackages(tx, source, [packageOf({ tag: 'A', quantity, room: 'Floor' }, version)]),
    )
  expect([await take('5', 1), await take('5', 2), await take('4', 3), await take('9', 2)]).toEqual([
    1, 0, 1, 0,
  ])
  const changes = await database.readTenant(context, (read) =>
    sql`select before ->> 'quantity' as before, after ->> 'quantity' as after from mirror_package_changes order by changed_at`.execute(
      read.db,
    ),
  )
  expect(changes.rows).toEqual([
    { before: null, after: '5' },
    { before: '5', after: '4' },
  ])
})

it('empties what a side no longer lists', async () => {
  const { context, source } = await open()
  const rows = ['A', 'B'].map((tag) => packageOf({ tag, quantity: '5', room: 'Floor' }, 1))
  const later = { ...source, seenAt: new Date(START + 60_000) }
  await database.withTenant(context, (tx) => ingestMirrorPackages(tx, source, rows))
  expect(await database.withTenant(context, (tx) => clearMissingPackages(tx, later, ['B']))).toBe(1)
  expect(await database.withTenant(context, (tx) => clearMissingPackages(tx, later, ['B']))).toBe(0)
  const { rows: held } = await database.readTenant(context, (read) =>
    sql`select tag, trim_scale(quantity)::text as quantity, active from mirror_packages order by tag`.execute(
      read.db,
    ),
  )
  expect(held).toEqual([
    { tag: 'A', quantity: '0', active: false },
    { tag: 'B', quantity: '5', active: true },
  ])
})
