import { createSealer, masterKeys } from '@suite/crypto'
import { openDatabase } from '@suite/db'
import { createSend, sharedLimiter } from '@suite/outbound'
import { pullConnection } from '../src/index.ts'
import { tillAdapter } from './till.ts'

/**
 * A worker process that pulls one connection over and over until it is killed.
 * Usage: pull-worker.ts DATABASE_URL ORGANIZATION CONNECTION APP_SECRET TILL_URL
 */
const [url = '', organizationId = '', connectionId = '', appSecret = '', till = ''] = process.argv.slice(2)
const database = openDatabase({ url, enqueue: () => Promise.resolve() })
const nothing = (): void => undefined
const tillTime = async (): Promise<Date> => {
  const answer = await fetch(`${till}/clock`)
  return new Date(((await answer.json()) as { now: string }).now)
}

process.stdout.write('pulling\n')
for (;;) {
  const now = await tillTime().catch(() => null)
  if (now === null) continue
  await database.withTenant({ organizationId, actor: { kind: 'job', id: 'test' } }, (tx) =>
    tx.db
      .updateTable('connection_streams')
      .set({ next_due_at: now })
      .where('connection_id', '=', connectionId)
      .execute(),
  )
  await pullConnection(
    {
      database,
      enqueue: () => Promise.resolve(),
      sealer: createSealer(masterKeys({ appSecret })),
      adapters: new Map([['dutchie', tillAdapter]] as const),
      log: { info: nothing, warn: nothing, error: nothing } as never,
      now: () => now,
      send: createSend({ limiter: sharedLimiter(database.pool), retries: 2, sleep: () => Promise.resolve() }),
    },
    { organizationId, actor: { kind: 'job', id: 'test' } },
    connectionId,
    new AbortController().signal,
  ).catch(nothing)
}
