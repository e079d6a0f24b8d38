import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, identify } from '@suite/db/embedded'

/** The application as `npm start` runs it, without pages. */
interface Running {
  readonly process: ChildProcess
  readonly address: string
}

const ROUNDS = process.env['DEEP'] === '1' ? 5 : 1
let dataDir: string
let port: number
let running: Running | undefined

const start = async (): Promise<Running> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--no-web'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'local',
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      DEMO: '0',
      RATE_LIMIT_SCALE: '1000000',
    },
  })
  let words = ''
  child.stdout?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const address = await new Promise<string>((ready, failed) => {
    child.on('message', (message: { address: string }) => ready(message.address))
    child.once('exit', (code) => failed(new Error(`The application ended with ${code}: ${words}`)))
  })
  running = { process: child, address }
  return running
}

const stop = async ({ process: child }: Running): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((ended) => {
      child.once('exit', ended)
      child.kill('SIGTERM')
    })
  return child.exitCode
}

/** Process numbers of the parts, as they are recorded on disk. */
const parts = (): { server: number; database: number } => {
  const claim = JSON.parse(readFileSync(join(dataDir, 'supervisor.json'), 'utf8')) as {
    children: { pid: number }[]
  }
  const database = Number(readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0])
  return { server: claim.children[0]?.pid ?? 0, database }
}

const ask = async (path: string, token: string, body?: unknown): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    signal: AbortSignal.timeout(10_000),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })

const signUp = async (): Promise<string> => {
  const reply = await ask('/auth/sign-up', '', {
    name: 'Owner',
    email: 'owner@example.com',
    password: 'correct horse battery',
    organizationName: 'Recovery',
    storeName: 'First',
    state: 'CO',
    timeZone: 'America/Denver',
  })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { accessToken: string }).accessToken
}

/** Adds stores without pause and remembers the names the server acknowledged. */
const keepWriting = (token: string): { acknowledged: Set<string>; end(): Promise<void> } => {
  const acknowledged = new Set<string>()
  const ending = new AbortController()
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; !ending.signal.aborted; count += 1) {
      const name = `Store ${writer}-${count}`
      const store = { name, state: 'CO', timeZone: 'America/Denver' }
      const status = await ask('/stores', token, store).then(
        (reply) => reply.status,
        () => 0,
      )
      if (status >= 200 && status < 300) acknowledged.add(name)
      else await sleep(20)
    }
  }
  const writers = Promise.all([write(1), write(2), write(3)])
  return {
    acknowledged,
    end: async () => {
      ending.abort()
      await writers
    },
  }
}

const until = async (what: string, condition: () => boolean): Promise<void> => {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 90_000) throw new Error(`Never came: ${what}`)
    await sleep(20)
  }
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'suite recovery '))
  port = await freePort()
})

afterEach(async () => {
  if (running !== undefined) await stop(running)
  running = undefined
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test(
  'kill -9 of any part, at any moment, loses no acknowledged write, and the application comes back',
  { timeout: 600_000 },
  async () => {
    let application = await start()
    const writing = keepWriting(await signUp())
    const more = async (what: string): Promise<void> => {
      const before = writing.acknowledged.size
      const some = 5 + Math.floor(Math.random() * 20)
      await until(`writes ${what}`, () => writing.acknowledged.size >= before + some)
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      await more('before the server is killed')
      process.kill(parts().server, 'SIGKILL')

      await more('after the server was killed')
      process.kill(parts().database, 'SIGKILL')

      await more('after the database was killed')
      application.process.kill('SIGKILL')
      application = await start()

      await more('after the supervisor was killed')
      const { server, database } = parts()
      for (const pid of [server, database, application.process.pid ?? 0]) process.kill(pid, 'SIGKILL')
      application = await start()

      await more('after everything was killed at once')
    }
    await writing.end()

    const token = await signIn()
    const reply = (await (await ask('/stores', token)).json()) as { items: { name: string }[] }
    const found = new Set(reply.items.map((store) => store.name))
    expect([...writing.acknowledged].filter((name) => !found.has(name))).toEqual([])
    expect(writing.acknowledged.size).toBeGreaterThan(20)
  },
)

test('stopping ends every part and frees the folder', { timeout: 120_000 }, async () => {
  const application = await start()
  const { server, database } = parts()
  expect(await stop(application)).toBe(0)
  expect([identify(server), identify(database)]).toEqual([undefined, undefined])
  expect(await stop(await start())).toBe(0)
})

test(
  'a second start on the folder is refused and names process and address',
  { timeout: 120_000 },
  async () => {
    const application = await start()
    const refused = await start().then(
      () => 'started',
      (error: Error) => error.message,
    )
    running = application
    expect(refused).toContain(`process ${application.process.pid}`)
    expect(refused).toContain(application.address)
  },
)

const signIn = async (): Promise<string> => {
  const reply = await ask('/auth/sign-in', '', {
    email: 'owner@example.com',
    password: 'correct horse battery',
  })
  expect(reply.status).toBe(200)
  return ((await reply.json()) as { accessToken: string }).accessToken
}
