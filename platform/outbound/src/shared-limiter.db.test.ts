import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { sharedLimiter } from './shared-limiter.ts'

let database: TestDatabase
let pools: pg.Pool[]
beforeAll(async () => {
  database = await testDatabase()
  // two workers: each its own connections, nothing shared but the database
  pools = [0, 1].map(() => new pg.Pool({ connectionString: database.appUrl, max: 4 }))
})
afterAll(async () => {
  for (const pool of pools) await pool.end()
  await database.drop()
})

test('two workers together never pass a window’s permits', async () => {
  const claims = [{ key: 'window', permits: 4, windowMs: 120 }]
  const stamps: number[] = []
  const worker = async (pool: pg.Pool): Promise<void> => {
    const limiter = sharedLimiter(pool)
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const release = await limiter.take(claims)
        await release()
      }),
    )
  }
  const watch = new pg.Client({ connectionString: database.adminUrl })
  await watch.connect()
  await watch.query(`create table outbound.seen (at timestamptz);
    create function outbound.note() returns trigger language plpgsql security definer as $$
    begin insert into outbound.seen values (new.granted[cardinality(new.granted)]); return null; end $$;
    create trigger note after update of granted on outbound.meters for each row when (new.key = 'window') execute function outbound.note()`)
  await Promise.all(pools.map(worker))
  const { rows } = await watch.query<{ ms: string }>(
    'select extract(epoch from at) * 1000 as ms from outbound.seen order by at',
  )
  await watch.end()
  stamps.push(...rows.map(({ ms }) => Number(ms)))
  expect(stamps).toHaveLength(16)
  for (const [place, at] of stamps.entries())
    if (place >= 4) expect(at - stamps[place - 4]!).toBeGreaterThanOrEqual(120)
})

test('never more at once than the vendor allows, and slots come back', async () => {
  const claims = [{ key: 'slots', permits: 1000, windowMs: 1000, concurrent: 3 }]
  let [running, most] = [0, 0]
  await Promise.all(
    pools.flatMap((pool) => {
      const limiter = sharedLimiter(pool)
      return Array.from({ length: 10 }, async () => {
        const release = await limiter.take(claims)
        running += 1
        most = Math.max(most, running)
        await new Promise((done) => setTimeout(done, 5))
        running -= 1
        await release()
      })
    }),
  )
  expect(most).toBeLessThanOrEqual(3)
  const { rows } = await pools[0]!.query('select from outbound.slots')
  expect(rows).toHaveLength(0)
})

test('a hold of one worker holds the other', async () => {
  const [first, second] = pools.map((pool) => sharedLimiter(pool))
  const until = new Date(Date.now() + 150)
  await first!.hold('held', until)
  await second!.take([{ key: 'held', permits: 10, windowMs: 1000 }])
  const { rows } = await pools[0]!.query<{ now: Date }>('select now()')
  expect(rows[0]!.now.getTime()).toBeGreaterThanOrEqual(until.getTime())
})

test('an aborted wait ends at once and takes nothing', async () => {
  const limiter = sharedLimiter(pools[0]!)
  await limiter.hold('aborted', new Date(Date.now() + 60_000))
  const stop = new AbortController()
  const waiting = limiter.take([{ key: 'aborted', permits: 1, windowMs: 1000 }], stop.signal)
  setTimeout(() => stop.abort(new Error('stopped')), 20)
  await expect(waiting).rejects.toThrow('stopped')
  const { rows } = await pools[0]!.query(`select granted from outbound.meters where key = 'aborted'`)
  expect(rows).toEqual([{ granted: [] }])
})
