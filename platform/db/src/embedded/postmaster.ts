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

/** Reads the server's lock file; undefined when there is none or it is torn. */
export const readPostmaster = async (dataDir: string): Promise<Postmaster | undefined> => {
  const text = await readFile(lockFile(dataDir), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port } : undefined
}

/**
 * Finds a server that outlived its supervisor and can be adopted, or removes what a dead one left behind. A number
 * that now belongs to a zombie or to another program counts as dead: PostgreSQL itself would refuse to start.
 * @throws Error when a server runs there that does not accept our password
 */
export const findRunning = async (
  dataDir: string,
  urlFor: (port: number) => string,
  patienceMs = 60_000,
): Promise<Postmaster | undefined> => {
  const found = await readPostmaster(dataDir)
  if (found === undefined || !isPostgres(found.pid)) {
    await rm(lockFile(dataDir), { force: true })
    return undefined
  }
  const deadline = Date.now() + patienceMs
  while (isPostgres(found.pid)) {
    const answer = await ask(urlFor(found.port))
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
  await rm(lockFile(dataDir), { force: true })
  return undefined
}

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
