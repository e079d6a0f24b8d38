import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { newId } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { createSealer, masterKeys } from './index.ts'

const APP_SECRET = 'an-app-secret-of-more-than-32-characters'
const FIRST = Buffer.alloc(32, 1).toString('base64')
const SECOND = Buffer.alloc(32, 2).toString('base64')
let clone: TestDatabase
let database: Database
const shop = (): TenantContext => ({ organizationId: newId(), actor: { kind: 'job', id: 'test' } })
const [ours, theirs] = [shop(), shop()]
beforeAll(async () => {
  clone = await testDatabase()
  database = openDatabase({ url: clone.appUrl })
  for (const context of [ours, theirs])
    await database.withTenant(context, (tx) =>
      sql`insert into organizations (organization_id, name, slug)
        values (${context.organizationId}, 'Shop', ${`shop-${context.organizationId}`})`.execute(tx.db),
    )
})
afterAll(async () => {
  await database.close()
  await clone.drop()
})
const plain = createSealer(masterKeys({ appSecret: APP_SECRET }))

test('gives back what was sealed, whatever it is, and never the same twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (secret) => {
      await database.withTenant(ours, async (tx) => {
        const [one, two] = [await plain.seal(tx, secret, 'row:1'), await plain.seal(tx, secret, 'row:1')]
        expect(one).not.toBe(two)
        expect(await plain.open(tx, one, 'row:1')).toBe(secret)
      })
    }),
    { numRuns: 30 },
  )
})

test('opens in no other row, no other organisation, and not after a change', async () => {
  const sealed = await database.withTenant(ours, (tx) => plain.seal(tx, 'the key', 'row:1'))
  const open = (context: TenantContext, text: string, field: string) =>
    database.readTenant(context, (read) => plain.open(read, text, field))
  await expect(open(ours, sealed, 'row:2')).rejects.toMatchObject({ code: 'sealed' })
  await expect(open(theirs, sealed, 'row:1')).rejects.toMatchObject({ code: 'sealed' })
  const altered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')
  await expect(open(ours, altered, 'row:1')).rejects.toMatchObject({ code: 'sealed' })
})

test('master keys come and go: old values open, rewrapping frees the former key', async () => {
  const before = await database.withTenant(theirs, (tx) => plain.seal(tx, 'kept', 'row'))
  const first = createSealer(masterKeys({ appSecret: APP_SECRET, masterKey: FIRST }))
  expect(await database.withTenant(theirs, (tx) => first.open(tx, before, 'row'))).toBe('kept')
  expect(await database.withTenant(theirs, (tx) => first.rewrap(tx))).toBe(1)
  const second = createSealer(masterKeys({ appSecret: APP_SECRET, masterKey: SECOND, retired: [FIRST] }))
  expect(await database.withTenant(theirs, (tx) => second.rewrap(tx))).toBe(1)
  const alone = createSealer(
    masterKeys({ appSecret: 'another-secret-of-more-than-32-characters', masterKey: SECOND }),
  )
  expect(await database.withTenant(theirs, (tx) => alone.open(tx, before, 'row'))).toBe('kept')
  await expect(database.withTenant(theirs, (tx) => plain.open(tx, before, 'row'))).rejects.toMatchObject({
    code: 'sealed',
  })
})

test('a key of the wrong length is refused by name', () => {
  expect(() => masterKeys({ appSecret: APP_SECRET, masterKey: 'c2hvcnQ=' })).toThrow(/MASTER_KEY must be 32/)
})
