import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify } from '@suite/db/embedded'

const NAME = /^suite-test-(\d+)-/

/** Prefix of a run's temporary folder; carries the process that will remove it. */
export const runFolderPrefix = (): string => join(tmpdir(), `suite-test-${process.pid}-`)

/** Ends servers and removes folders of test runs that were killed before they could tidy up. */
export const removeLeftovers = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const owner = NAME.exec(name)?.[1]
    if (owner === undefined || identify(Number(owner)) !== undefined) continue
    const folder = join(tmpdir(), name)
    const lock = await readFile(join(folder, 'pg', 'postmaster.pid'), 'utf8').catch(() => '')
    const server = Number(lock.split('\n')[0])
    // SIGQUIT: end at once, without a checkpoint nobody needs.
    if (server > 0 && identify(server)?.program === 'postgres') process.kill(server, 'SIGQUIT')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}
