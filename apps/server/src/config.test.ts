import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, settingNames } from './config.ts'

const GOOD = { DATABASE_URL: 'postgres://a', AUTH_DATABASE_URL: 'postgres://b', APP_SECRET: 'x'.repeat(32) }

describe('settings', () => {
  it('takes the defaults', () => {
    expect(readConfig(GOOD)).toMatchObject({ PORT: 3000, ROLES: ['api', 'worker', 'scheduler'], DEMO: false })
  })

  it('names every wrong setting and its remedy', () => {
    expect(() => readConfig({ ...GOOD, PORT: 'abc', APP_SECRET: 'short', ROLES: 'api,cook' })).toThrow(
      /PORT must be a port number like 3000[^]*APP_SECRET must have at least 32 characters[^]*ROLES\.1 may only name api, worker, scheduler/,
    )
  })

  it('documents every setting in .env.example', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
    expect(settingNames().filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([])
  })
})
