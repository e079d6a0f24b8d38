import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  administer,
  connect,
  findEmbedded,
  loadOrCreateSecrets,
  startEmbedded,
  type EmbeddedServer,
  type ServerVersion,
} from './index.ts'

const version: ServerVersion = process.env['TEST_POSTGRES'] === '15' ? 15 : 18
const password = "a password with 'quotes' and spaces"
let template: string
let folder: string
let dataDir: string
let servers: EmbeddedServer[]

const start = async (options: { port?: number; password?: string } = {}): Promise<EmbeddedServer> => {
  const server = await startEmbedded({ dataDir, password, version, ...options })
  servers.push(server)
  return server
}

const killHard = async (server: EmbeddedServer): Promise<void> => {
  process.kill(server.pid, 'SIGKILL')
  while (server.isAlive()) await sleep(10)
}

// Making a cluster takes seconds, so it is made once and copied.
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'suite-embedded-template-'))
  const server = await startEmbedded({ dataDir: join(template, 'pg'), password, version })
  await server.stop()
})

afterAll(() => rm(template, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suite embedded '))
  dataDir = join(folder, 'pg')
  servers = []
  await cp(join(template, 'pg'), dataDir, { recursive: true })
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe('the embedded server', () => {
  test('is the wished version, speaks Unicode, sorts by code point and listens on the loopback only', async () => {
    const { adminUrl } = await start()
    const [row] = await administer(
      adminUrl,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
         current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
         'Z' < 'a' as by_code_point, current_setting('TimeZone') as zone`,
    )
    expect(row).toEqual({
      version,
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      by_code_point: true,
      zone: 'UTC',
    })
  })

  test('refuses a connection without the password', async () => {
    const { adminUrl } = await start()
    const wrong = new URL(adminUrl)
    wrong.password = 'guess'
    await expect(connect(wrong.href)).rejects.toMatchObject({ code: '28P01' })
  })

  test('is adopted when it is running already, and found by a second program', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ adopted: true, pid: first.pid, adminUrl: first.adminUrl })
    expect(await findEmbedded(dataDir, password)).toBe(first.adminUrl)
  })

  test('is gone after stop, keeps its rows, and starts again on the same port', async () => {
    const first = await start()
    await administer(first.adminUrl, 'create table kept (id int)', 'insert into kept values (7)')
    await first.stop()
    expect(first.isAlive()).toBe(false)
    expect(await findEmbedded(dataDir, password)).toBeUndefined()
    await first.stop()

    const second = await start({ port: first.port })
    expect(second).toMatchObject({ adopted: false, port: first.port })
    expect(await administer(second.adminUrl, 'select id from kept')).toEqual([{ id: 7 }])
  })

  test('recovers every acknowledged row after kill -9 in the middle of writing', async () => {
    const first = await start()
    await administer(first.adminUrl, 'create table written (id int primary key)')
    const writer = await connect(first.adminUrl)
    let acknowledged = 0
    const writing = (async () => {
      for (;;) {
        await writer.query('insert into written values ($1)', [acknowledged + 1])
        acknowledged += 1
      }
    })()
    const lost = expect(writing).rejects.toThrow()
    await sleep(400)
    await killHard(first)
    await lost

    const second = await start()
    const rows = await administer(second.adminUrl, 'select id from written order by id')
    const found = rows.map((row) => row['id'])
    expect(acknowledged).toBeGreaterThan(0)
    expect(found.slice(0, acknowledged)).toEqual(
      Array.from({ length: acknowledged }, (_, index) => index + 1),
    )
    // At most the one row whose acknowledgement was cut off.
    expect(found.length - acknowledged).toBeLessThanOrEqual(1)
  })
})

describe('what a crash leaves behind', () => {
  test('a lock file whose number belongs to another program is cleaned', async () => {
    const first = await start()
    await first.stop()
    const stranger = spawn('sleep', ['60'])
    try {
      writeFileSync(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n0\n5432\n\n\n\n`)
      expect((await start()).adopted).toBe(false)
    } finally {
      stranger.kill('SIGKILL')
    }
  })

  test('a half-made cluster is made anew', async () => {
    await rm(dataDir, { recursive: true })
    await mkdir(`${dataDir}.new/base`, { recursive: true })
    writeFileSync(`${dataDir}.new/PG_VERSION`, 'torn')
    await mkdir(dataDir)
    const server = await start()
    expect(await administer(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('lost secrets are told, not replaced', async () => {
    await start()
    await expect(start({ password: 'another' })).rejects.toThrow(
      /does not accept the password in secrets.json/,
    )
  })
})

describe('secrets', () => {
  test('are made once, readable by their owner only', async () => {
    const made = await loadOrCreateSecrets(folder)
    expect(await loadOrCreateSecrets(folder)).toEqual(made)
    expect(made.adminPassword).not.toBe(made.appSecret)
    if (process.platform !== 'win32')
      expect(statSync(join(folder, 'secrets.json')).mode.toString(8)).toBe('100600')
  })

  test('that are damaged are refused, and left as they are', async () => {
    writeFileSync(join(folder, 'secrets.json'), '{"adminPassword":')
    await expect(loadOrCreateSecrets(folder)).rejects.toThrow(/is damaged/)
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"adminPassword":')
  })
})
