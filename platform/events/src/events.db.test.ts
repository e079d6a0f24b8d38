import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database, type TenantContext } from '@suite/db'
import { openQueues, type JobDefinition, type Queues } from '@suite/jobs'
import { newId } from '@suite/kernel'
import { silentLogger } from '@suite/telemetry'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { eventDelivery, publish, type DomainEvent, type Subscription } from './events.ts'

let server: TestDatabase
let queues: Queues
let database: Database
const context: TenantContext = { organizationId: newId(), actor: { kind: 'job', id: 'test' } }
const seen: DomainEvent[] = []
let failuresLeft = 0

const subscription: Subscription = {
  event: 'thing.happened',
  consumer: 'test.consumer',
  handle: async (tx, event) => {
    await tx.db
      .insertInto('vendors')
      .values({ organization_id: context.organizationId, id: newId(), name: `seen ${seen.length}` })
      .execute()
    if (failuresLeft-- > 0) throw new Error('not now')
    seen.push(event)
  },
}
const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 400 && !(await condition()); n++)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

beforeAll(async () => {
  server = await testDatabase()
  queues = await openQueues({ url: server.appUrl, log: silentLogger() })
  database = openDatabase({ url: server.appUrl, enqueue: queues.enqueue })
  await database.withTenant(context, (tx) =>
    tx.db
      .insertInto('organizations')
      .values({ organization_id: context.organizationId, name: 'T', slug: 'test-events' })
      .execute(),
  )
  const doomed: JobDefinition = {
    queue: 'doomed',
    retries: 0,
    handle: () => Promise.reject(new Error('never works')),
  }
  await queues.start([eventDelivery([subscription]), doomed], { worker: true, scheduler: false }, database)
})
afterAll(async () => {
  await queues.stop()
  await database.close()
  await server.drop()
})

const vendors = (): Promise<number> =>
  database.readTenant(
    context,
    async (read) => (await read.db.selectFrom('vendors').select('id').execute()).length,
  )

describe('events', () => {
  it('are delivered when their transaction commits', async () => {
    await database.withTenant(context, (tx) =>
      publish(tx, { type: 'thing.happened', version: 1, payload: { thingId: 'a' } }),
    )
    await until(() => seen.length === 1)
    expect(seen[0]).toMatchObject({
      type: 'thing.happened',
      organizationId: context.organizationId,
      payload: { thingId: 'a' },
    })
    expect(await vendors()).toBe(1)
  })

  it('do not exist when it rolls back', async () => {
    const before = seen.length
    await expect(
      database.withTenant(context, async (tx) => {
        await publish(tx, { type: 'thing.happened', version: 1, payload: {} })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await database.withTenant(context, (tx) =>
      publish(tx, { type: 'thing.happened', version: 1, payload: { after: true } }),
    )
    await until(() => seen.length > before)
    expect(seen.slice(before).map((event) => event.payload)).toEqual([{ after: true }])
  })

  it('leave nothing half done when the handler fails, and come again', async () => {
    const before = await vendors()
    failuresLeft = 1
    await database.withTenant(context, (tx) =>
      publish(tx, { type: 'thing.happened', version: 1, payload: { again: true } }),
    )
    await until(() => seen.some((event) => event.payload['again'] === true))
    expect(await vendors()).toBe(before + 1)
  })
})

describe('a job that fails every retry', () => {
  it('becomes a dead letter, seen in the figures and put back to work by a person', async () => {
    await database.withTenant(context, (tx) =>
      tx.enqueue({ queue: 'doomed', payload: { organizationId: context.organizationId } }),
    )
    const dead = async () => (await queues.deadLetters(10)).length
    await until(async () => (await dead()) === 1)
    expect(await queues.deadLetters(10)).toMatchObject([
      { queue: 'doomed', payload: { organizationId: context.organizationId } },
    ])
    expect(await queues.retryDeadLetters(10)).toBe(1)
    await until(async () => (await dead()) === 1)
    expect(await dead()).toBe(1)
  })
})
