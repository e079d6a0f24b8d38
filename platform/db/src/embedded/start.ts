import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findBinaries, type Binaries, type ServerVersion } from './binaries.ts'
import { findRunning, isPostgres, readPostmaster, removeLockFile } from './postmaster.ts'
import { giveTo, serverUser, type ServerUser } from './server-user.ts'

const run = promisify(execFile)

/** A PostgreSQL server that this program runs. */
export interface EmbeddedServer {
  /** Address of the `postgres` database as superuser. */
  readonly adminUrl: string
  readonly pid: number
  readonly port: number
  /** True when the server was already running and was taken over. */
  readonly adopted: boolean
  /** False once the server process is gone. */
  isAlive(): boolean
  /** Disconnects everybody, writes a checkpoint and ends the server. Safe to call again. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Folder of the cluster; created when missing. */
  readonly dataDir: string
  /** Password of the superuser `postgres`; fixed when the cluster is created. */
  readonly password: string
  readonly version?: ServerVersion
  /** Port to listen on when it is free, so that those connected to an earlier start find it again. */
  readonly port?: number
  /** Server settings beside the launcher's own, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Starts PostgreSQL on a free loopback port, creating the cluster on first use. A server left behind by a killed
 * supervisor is adopted; what a killed server left is cleaned and its log replayed before this returns.
 * @throws Error with the server's own last words when it does not start
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const dataDir = resolve(options.dataDir)
  const [binaries, user] = await Promise.all([findBinaries(options.version ?? 18), serverUser()])
  const urlFor = addressOf(options.password)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await createCluster(dataDir, options, binaries, user)
  await giveTo(user.owner, dataDir)
  const running = await findRunning(dataDir, urlFor)
  if (running === undefined) await removeLockFile(dataDir)
  const server = running ?? (await launch(dataDir, options, binaries, user))
  return {
    ...server,
    adminUrl: urlFor(server.port),
    adopted: running !== undefined,
    isAlive: () => isPostgres(server.pid),
    stop: async () => {
      if ((await readPostmaster(dataDir))?.pid !== server.pid) return
      await command(user, binaries.pgCtl, ['stop', '-w', '-t', '60', '-m', 'fast', '-D', dataDir])
      // The lock file goes a moment before the process.
      while (isPostgres(server.pid)) await sleep(10)
    },
  }
}

/**
 * Address of the server that another supervisor runs on this folder; undefined when none runs.
 * @throws Error when it does not accept the password
 */
export const findEmbedded = async (dataDir: string, password: string): Promise<string | undefined> => {
  const urlFor = addressOf(password)
  const running = await findRunning(resolve(dataDir), urlFor)
  return running === undefined ? undefined : urlFor(running.port)
}

const addressOf =
  (password: string) =>
  (port: number): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`

/** Initialised beside its final place and moved there when whole, so an interrupted first start leaves no half cluster. */
const createCluster = async (
  dataDir: string,
  options: EmbeddedOptions,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> => {
  const draft = `${dataDir}.new`
  const passwordFile = `${dataDir}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, options.password, { mode: 0o600 })
  await Promise.all([giveTo(user.owner, draft), giveTo(user.owner, passwordFile)])
  try {
    const cluster = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile]
    await command(user, binaries.initdb, [...cluster, '-E', 'UTF8', ...locale(options.version ?? 18)])
    await appendFile(join(draft, 'postgresql.conf'), `\ninclude_if_exists = 'launcher.conf'\n`)
    await rm(dataDir, { recursive: true, force: true })
    await rename(draft, dataDir)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Sorting by code point, the same on every machine; the built-in provider (with Unicode case rules) exists from 17. */
const locale = (version: ServerVersion): string[] =>
  version >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C']

const launch = async (
  dataDir: string,
  options: EmbeddedOptions,
  binaries: Binaries,
  user: ServerUser,
): Promise<{ pid: number; port: number }> => {
  const log = join(dirname(dataDir), 'postgres.log')
  await prepareLog(log, user)
  let reason: unknown
  // Another program can take the port first, and a killed server's last sessions can hold its memory for a moment.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = attempt < 2 && options.port !== undefined ? options.port : await freePort()
    await writeSettings(dataDir, { port: String(port), ...OWN_SETTINGS, ...options.settings })
    await giveTo(user.owner, join(dataDir, 'launcher.conf'))
    try {
      await command(user, binaries.pgCtl, ['start', '-w', '-t', '300', '-s', '-D', dataDir, '-l', log])
      const postmaster = await readPostmaster(dataDir)
      if (postmaster !== undefined) return postmaster
    } catch (error) {
      reason = error
    }
    await sleep(300 * (attempt + 1))
  }
  throw new Error(`PostgreSQL did not start. Its log is ${log}.`, { cause: reason })
}

/** The log belongs to whom the server runs as, and begins anew past 10 MB. */
const prepareLog = async (log: string, user: ServerUser): Promise<void> => {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size > 10_000_000) await rename(log, `${log}.1`)
  await appendFile(log, '', { mode: 0o600 })
  await giveTo(user.owner, log)
}

const OWN_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  shared_buffers: '256MB',
  // a first import writes more than a gigabyte of log: with the default size it waits for checkpoint after checkpoint
  max_wal_size: '3GB',
  checkpoint_timeout: '15min',
  log_min_messages: 'warning',
}

const writeSettings = (dataDir: string, settings: Readonly<Record<string, string>>): Promise<void> =>
  writeFile(
    join(dataDir, 'launcher.conf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
      .join(''),
  )

const command = async (user: ServerUser, program: string, args: readonly string[]): Promise<void> => {
  const [first = program, ...rest] = [...user.wrapper, program, ...args]
  // The working folder may be one the server's user cannot enter.
  await run(first, rest, { cwd: dirname(program), windowsHide: true })
}

/** A loopback port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
