import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import { openDatabase, type Database, type TenantContext } from '@suite/db'
import { newId } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { openLive, publishLive, type Live, type LiveSignal } from './live.ts'

let server: TestDatabase
let database: Database
let live: Live
let troubles = 0
let mine: TenantContext
let heard: LiveSignal[]

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase({ url: server.appUrl, enqueue: () => Promise.resolve() })
  live = await openLive({ url: server.appUrl, onTrouble: () => (troubles += 1) })
})
afterAll(async () => {
  await live.close()
  await database.close()
  await server.drop()
})
beforeEach(() => {
  mine = { organizationId: newId(), actor: { kind: 'job', id: 'test' } }
  heard = []
})

const tell = (ids: string[], context = mine, topic = 'alerts'): Promise<void> =>
  database.withTenant(context, (tx) => publishLive(tx, topic, ids))
const listen = (after?: string): (() => void) =>
  live.subscribe(
    { organizationId: mine.organizationId, topics: ['alerts'], ...(after === undefined ? {} : { after }) },
    (signal) => heard.push(signal),
  )
const ids = (): unknown[] => heard.map((signal) => (signal.kind === 'resync' ? 'resync' : signal.message.ids))
const until = async (condition: () => boolean): Promise<void> => {
  for (let n = 0; n < 400 && !condition(); n++) await new Promise((resolve) => setTimeout(resolve, 25))
}

describe('the live channel', () => {
  it('tells only its own organisation and topics, and only what was committed', async () => {
    const stop = listen()
    await tell(['theirs'], { ...mine, organizationId: newId() })
    await tell(['other'], mine, 'stock')
    await database
      .withTenant(mine, async (tx) => {
        await publishLive(tx, 'alerts', ['undone'])
        throw new Error('undo')
      })
      .catch(() => undefined)
    await tell(['a', 'b'])
    await until(() => heard.length > 0)
    expect(ids()).toEqual([['a', 'b']])
    stop()
    const others: LiveSignal[] = []
    const other = live.subscribe({ organizationId: mine.organizationId, topics: ['alerts'] }, (signal) =>
      others.push(signal),
    )
    await tell(['late'])
    await until(() => others.length > 0)
    other()
    expect(ids()).toEqual([['a', 'b']])
  })

  it('hears what another process writes', async () => {
    const stop = listen()
    const script = `
      const { openDatabase } = await import('@suite/db')
      const { publishLive } = await import('@suite/events')
      const database = openDatabase({ url: process.env.URL, enqueue: () => Promise.resolve() })
      await database.withTenant(
        { organizationId: process.env.ORGANIZATION, actor: { kind: 'job', id: 'other' } },
        (tx) => publishLive(tx, 'alerts', ['from-afar']),
      )
      await database.close()`
    const code = await new Promise((resolve) =>
      spawn(process.execPath, ['--input-type=module', '-e', script], {
        cwd: import.meta.dirname,
        stdio: 'inherit',
        env: { ...process.env, NODE_OPTIONS: '', URL: server.appUrl, ORGANIZATION: mine.organizationId },
      }).once('exit', resolve),
    )
    expect(code).toBe(0)
    await until(() => heard.length > 0)
    expect(ids()).toEqual([['from-afar']])
    stop()
  })

  it('goes on where a listener stopped, and says so when it cannot', async () => {
    const stop = listen()
    await tell(['one'])
    await until(() => heard.length > 0)
    const first = heard[0]!
    stop()
    let seen = false
    const watch = live.subscribe(
      { organizationId: mine.organizationId, topics: ['alerts'] },
      () => (seen = true),
    )
    await tell(['two'])
    await until(() => seen)
    watch()
    heard = []
    listen(first.kind === 'message' ? first.message.id : '')()
    expect(ids()).toEqual([['two']])
    heard = []
    listen(`${newId()}.1`)()
    listen('nonsense')()
    expect(ids()).toEqual(['resync', 'resync'])
  })

  it('keeps a message within what PostgreSQL takes', async () => {
    const stop = listen()
    await tell(Array.from({ length: 500 }, () => newId()))
    await until(() => heard.length > 0)
    expect(ids()).toEqual([[]])
    await expect(tell([], mine, 'No Topic')).rejects.toThrow('is no topic')
    stop()
  })

  it('listens again after its connection was cut, and has screens ask for everything', async () => {
    const stop = listen()
    const admin = new pg.Client({ connectionString: server.adminUrl })
    await admin.connect()
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen suite_live'`,
    )
    await until(() => heard.length > 0)
    expect(ids()).toEqual(['resync'])
    expect(troubles).toBe(1)
    await tell(['after'])
    await until(() => heard.length > 1)
    expect(ids()).toEqual(['resync', ['after']])
    await admin.end()
    stop()
  })
})
