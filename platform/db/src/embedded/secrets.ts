import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** What only this installation knows. Losing it loses access to the embedded database. */
export interface Secrets {
  /** Superuser of the embedded server. */
  readonly adminPassword: string
  /** Key material that sessions are signed with and the login roles' passwords are derived from. */
  readonly appSecret: string
}

const NAMES = ['adminPassword', 'appSecret'] as const

/**
 * Reads `secrets.json` of a data folder, making it on first use: 32 random bytes each, readable by its owner only.
 * @throws Error when the file exists but is damaged; it is never silently replaced
 */
export const loadOrCreateSecrets = async (dir: string): Promise<Secrets> => {
  const path = join(dir, 'secrets.json')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) await create(path)
  const secrets = parse(await readFile(path, 'utf8'))
  if (secrets === undefined)
    throw new Error(
      `${path} is damaged. Restore it from a backup, or move the folder ${dir} away to start afresh.`,
    )
  return secrets
}

const create = async (path: string): Promise<void> => {
  const secrets = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]))
  const draft = `${path}.${process.pid}`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`)
  await file.sync()
  await file.close()
  await rename(draft, path)
}

const parse = (text: string): Secrets | undefined => {
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    return NAMES.every((name) => typeof value[name] === 'string' && value[name].length >= 32)
      ? (value as unknown as Secrets)
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Password of a login role, derived so that several machines with one APP_SECRET agree on it without sharing a file.
 */
export const rolePassword = (appSecret: string, role: 'suite_app' | 'suite_auth'): string =>
  createHmac('sha256', appSecret).update(`database login ${role}`).digest('base64url')
