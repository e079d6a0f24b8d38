import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from './connect.ts'
import { identify } from './process-identity.ts'

/** A running server as its lock file describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** Reads the server's lock file; undefined when there is none. The port is 0 while the file is being written. */
export const readPostmaster = async (dataDir: string): Promise<Postmaster | undefined> => {
  const text = await readFile(lockFile(dataDir), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  return { pid: Number(lines[0]) || 0, port: Number(lines[3]) || 0 }
}

/**
 * Finds a server that is running on the folder, waiting for one that is just starting or recovering. A lock file whose
 * number now belongs to a zombie or to another program counts as left behind.
 * @throws Error when a server runs there that does not accept our password
 */
export const findRunning = async (
  dataDir: string,
  urlFor: (port: number) => string,
  patienceMs = 60_000,
): Promise<Postmaster | undefined> => {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const found = await readPostmaster(dataDir)
    if (found === undefined || !isPostgres(found.pid)) return undefined
    const answer = found.port === 0 ? 'silent' : await ask(urlFor(found.port))
    if (answer === 'ready') return found
    if (answer === 'refused')
      throw new Error(
        `The PostgreSQL server on ${dataDir} (process ${found.pid}) does not accept the password in secrets.json. ` +
          'Restore that file; without it the data cannot be opened.',
      )
    if (Date.now() > deadline)
      throw new Error(
        `PostgreSQL on ${dataDir} (process ${found.pid}) does not answer. Stop it and start again.`,
      )
    await sleep(100)
  }
}

/** Removes a dead server's lock file: PostgreSQL itself would refuse to start while its number is in use by another. */
export const removeLockFile = (dataDir: string): Promise<void> => rm(lockFile(dataDir), { force: true })

/** True while the process is a live PostgreSQL, as far as the system tells. */
export const isPostgres = (pid: number): boolean => {
  const identity = identify(pid)
  return identity !== undefined && (identity.program === '' || /postgres/.test(identity.program))
}

const lockFile = (dataDir: string): string => join(dataDir, 'postmaster.pid')

const ask = async (url: string): Promise<'ready' | 'refused' | 'silent'> => {
  try {
    const client = await connect(url)
    await client.end()
    return 'ready'
  } catch (error) {
    // Class 28 is "invalid authorization"; anything else is a server that is starting or stopping.
    return String((error as { code?: string }).code).startsWith('28') ? 'refused' : 'silent'
  }
}
