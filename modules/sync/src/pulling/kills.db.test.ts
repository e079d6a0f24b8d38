import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer, masterKeys } from '@suite/crypto'
import { sql } from '@suite/db'
import { createSend, sharedLimiter } from '@suite/outbound'
import { chance } from '@suite/simulator'
import { testShops } from '../../test/shop.ts'
import { standingOf, truthOf } from '../../test/standing.ts'
import { startTill, tillAdapter } from '../../test/till.ts'
import { addConnection, pullConnection } from '../index.ts'

const KILLS = process.env['DEEP'] === '1' ? 200 : 4
const SECRET = 'a secret of a test that is long enough'
const WORKER = fileURLToPath(new URL('../../test/pull-worker.ts', import.meta.url))
const nothing = (): void => undefined

let shops: Awaited<ReturnType<typeof testShops>>
beforeAll(async () => {
  shops = await testShops()
})
afterAll(() => shops.close())

it(
  `loses and doubles nothing when the worker is killed ${KILLS} times while the till misbehaves`,
  { timeout: 60_000 + KILLS * 5_000 },
  async () => {
    const till = await startTill(23)
    const random = chance(23)
    const shop = await shops.open()
    const sealer = createSealer(masterKeys({ appSecret: SECRET }))
    const { id } = await shop.write((tx) =>
      addConnection(tx, sealer, tillAdapter, {
        storeId: shop.storeId,
        name: 'Till',
        settings: { baseUrl: till.url },
        credentials: {},
      }),
    )
    till.misbehave()
    for (let kill = 0; kill < KILLS; kill += 1) {
      till.live(6)
      const worker = spawn(
        process.execPath,
        [WORKER, shops.appUrl, shop.organizationId, id, SECRET, till.url],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      await once(worker.stdout, 'data')
      await wait(random() * 600)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
    till.trouble([])
    for (let done = false; !done;) {
      till.clock.advance(1000)
      await shop.write((tx) =>
        sql`update connection_streams set next_due_at = ${till.clock.now()}`.execute(tx.db),
      )
      const { status } = await pullConnection(
        {
          database: shops.database,
          enqueue: shop.deps.enqueue,
          sealer,
          adapters: new Map([['dutchie', tillAdapter]] as const),
          log: { info: nothing, warn: nothing, error: nothing } as never,
          now: () => till.clock.now(),
          send: createSend({ limiter: sharedLimiter(shops.database.pool) }),
        },
        shop.context,
        id,
        new AbortController().signal,
      )
      done = status === 'done'
    }
    await till.stop()
    const standing = await standingOf(shop)
    expect(standing).toEqual(truthOf(till))
    console.log(
      `${KILLS} kills, ${till.log.length} requests (${till.log.filter(({ trouble }) => trouble !== null).length} with trouble): ${standing.lines.length} lines and ${standing.lots.length} packages as the till has them`,
    )
  },
)
