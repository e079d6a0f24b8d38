import { resolve } from 'node:path'
import { readConfig, type Config } from '../config.ts'

/** What the supervisor was asked to run. */
export interface Settings {
  /** Root folder of the project. */
  readonly root: string
  readonly dataDir: string
  readonly host: string
  /** Wished port; the next free one is used when it is taken. */
  readonly port: number
  readonly environment: Config['NODE_ENV']
  /** The owner's own server, as a role that may create roles; undefined means the embedded one. */
  readonly ownDatabase: string | undefined
  readonly demo: boolean
  /** Restart on change and serve unbuilt pages. */
  readonly dev: boolean
  readonly workerOnly: boolean
  /** False leaves the pages out: the API alone. */
  readonly web: boolean
  /** True when the children's logs belong on the terminal: containers and developers. */
  readonly logToTerminal: boolean
}

const FLAGS = ['--dev', '--worker-only', '--no-web']
const UNSET = { DATABASE_URL: 'postgres://', AUTH_DATABASE_URL: 'postgres://', APP_SECRET: '-'.repeat(32) }

/**
 * Reads flags and environment. Every setting of the children is checked here too, so that a wrong one is refused before
 * anything is started.
 * @throws Error naming each wrong flag or setting and the remedy
 */
export const readSettings = (
  environment: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): Settings => {
  const unknown = flags.find((flag) => !FLAGS.includes(flag))
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. There are: ${FLAGS.join(', ')}.`)
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const dev = flags.includes('--dev')
  const workerOnly = flags.includes('--worker-only')
  const config = readConfig({ ...UNSET, ...(dev ? { NODE_ENV: 'development' } : {}), ...given })
  const root = resolve(import.meta.dirname, '../../../..')
  const ownDatabase = given['DATABASE_URL']
  const shown = ownDatabase === undefined && config.NODE_ENV !== 'production'
  return {
    root,
    dataDir: resolve(root, config.DATA_DIR),
    host: config.HOST,
    port: config.PORT,
    environment: config.NODE_ENV,
    ownDatabase,
    demo: given['DEMO'] === undefined ? shown : config.DEMO,
    dev,
    workerOnly,
    web: !workerOnly && !flags.includes('--no-web'),
    logToTerminal: dev || workerOnly || config.NODE_ENV === 'production',
  }
}
