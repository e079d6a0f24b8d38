import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '@suite/db/embedded'

const ROOT = resolve(import.meta.dirname, '../../..')

/**
 * Playwright's global set-up: starts the whole application as `npm start` would, with the demo shop, on a free port and a
 * fresh data folder. Tests find it in SUITE_URL and its data in SUITE_DATA_DIR. Returns the tear-down. With SUITE_URL set
 * beforehand the tests drive the application that runs there.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['SUITE_URL'] !== undefined) return () => Promise.resolve()
  const dataDir = await mkdtemp(join(tmpdir(), 'suite-browser-'))
  const supervisor = spawn(process.execPath, ['apps/server/src/supervisor/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'local',
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DEMO: '1',
      RATE_LIMIT_SCALE: '1000',
    },
  })
  const stop = async (): Promise<void> => {
    await ended(supervisor)
    await cp(join(dataDir, 'logs'), join(ROOT, 'test-results', 'logs'), { recursive: true }).catch(
      () => undefined,
    )
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    process.env['SUITE_URL'] = await address(supervisor)
    process.env['SUITE_DATA_DIR'] = dataDir
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

const address = (supervisor: ChildProcess): Promise<string> =>
  new Promise((ready, failed) => {
    supervisor.on('message', (message: { ready?: boolean; address?: string }) => {
      if (message.ready === true && message.address !== undefined) ready(message.address)
    })
    supervisor.once('exit', (code) =>
      failed(new Error(`The application ended with code ${code} while starting.`)),
    )
  })

const ended = (supervisor: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (supervisor.exitCode !== null || supervisor.signalCode !== null) return done()
    supervisor.once('exit', () => done())
    if (supervisor.connected) supervisor.send('stop')
    else supervisor.kill('SIGTERM')
  })
