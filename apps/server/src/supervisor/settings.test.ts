import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '@suite/db/embedded'
import { firstFreePort } from './ports.ts'
import { readSettings } from './settings.ts'

test('nothing set: the demo shop on the embedded database', () => {
  expect(readSettings({}, [])).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    environment: 'local',
    ownDatabase: undefined,
    demo: true,
    web: true,
    logToTerminal: false,
  })
})

test.each([
  [{ DATABASE_URL: 'postgres://me@db.example/suite' }, false],
  [{ NODE_ENV: 'production' }, false],
  [{ NODE_ENV: 'production', DEMO: '1' }, true],
  [{ DATABASE_URL: 'postgres://me@db.example/suite', DEMO: '1' }, true],
  [{ DEMO: '0' }, false],
  [{ DATABASE_URL: '' }, true],
])('%j: demo shop %s', (environment, demo) => {
  expect(readSettings(environment, []).demo).toBe(demo)
})

test('flags choose what runs', () => {
  expect(readSettings({}, ['--dev'])).toMatchObject({ dev: true, environment: 'development' })
  expect(readSettings({}, ['--worker-only'])).toMatchObject({ workerOnly: true, web: false })
  expect(readSettings({}, ['--no-web']).web).toBe(false)
  expect(() => readSettings({}, ['--verbose'])).toThrow('Unknown option --verbose')
})

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ DEMO: 'yes' }, 'DEMO'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
  [{ APP_SECRET: 'short' }, 'APP_SECRET'],
  [{ SMTP_URL: 'mail.example' }, 'SMTP_URL'],
])('%j is refused by name before anything starts', (environment, name) => {
  expect(() => readSettings(environment, [])).toThrow(name)
})

test('a taken port gives way to a free one above it', async () => {
  const taken = await freePort()
  const other = createServer()
  await new Promise<void>((ready) => {
    other.listen(taken, '127.0.0.1', ready)
  })
  try {
    expect(await firstFreePort('127.0.0.1', taken)).toBeGreaterThan(taken)
  } finally {
    other.close()
  }
  expect(await firstFreePort('127.0.0.1', taken)).toBe(taken)
})

test('a host of another machine is refused with the remedy', async () => {
  await expect(firstFreePort('203.0.113.7', 3000)).rejects.toThrow(/HOST "203.0.113.7" is not an address/)
})
