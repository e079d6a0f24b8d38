import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '@suite/db/embedded'
import { testDatabase, type TestDatabase } from './index.ts'

let first: TestDatabase
let second: TestDatabase

beforeAll(async () => {
  ;[first, second] = await Promise.all([testDatabase(), testDatabase()])
})
afterAll(() => Promise.all([first.drop(), second.drop()]))

const currentUser = async (url: string): Promise<unknown> =>
  (await administer(url, 'select current_user as name'))[0]?.['name']

test('each login reaches the database as itself', async () => {
  expect(await currentUser(first.adminUrl)).toBe('postgres')
  expect(await currentUser(first.appUrl)).toBe('suite_app')
  expect(await currentUser(first.authUrl)).toBe('suite_auth')
})

test('two databases of a run share nothing', async () => {
  await administer(first.adminUrl, 'create table public.only_here (id int)')
  const question = `select to_regclass('public.only_here') as found`
  expect((await administer(first.adminUrl, question))[0]).toEqual({ found: 'only_here' })
  expect((await administer(second.adminUrl, question))[0]).toEqual({ found: null })
})

test('the clone has the migrations and the role that obeys row-level security', async () => {
  const [applied] = await administer(
    first.adminUrl,
    'select count(*)::int as n from public.schema_migrations',
  )
  expect(applied?.['n']).toBeGreaterThan(0)
  const [role] = await administer(
    first.adminUrl,
    `select rolbypassrls or rolsuper as unbound from pg_roles where rolname = 'suite_app'`,
  )
  expect(role).toEqual({ unbound: false })
})

test('a dropped database is gone even while somebody is connected', async () => {
  const doomed = await testDatabase()
  await doomed.drop()
  await expect(currentUser(doomed.appUrl)).rejects.toThrow(/does not exist/)
})
