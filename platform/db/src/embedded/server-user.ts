import { execFile } from 'node:child_process'
import { chown, lchown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const NOBODY = 65_534

/** How a server program is started: which wrapper stands before it, and who must own the data. */
export interface ServerUser {
  /** Prefix of every server command; empty for an ordinary user. */
  readonly wrapper: readonly string[]
  /** Owner of the data folder; undefined when it is the user of this process. */
  readonly owner: number | undefined
}

/**
 * PostgreSQL refuses to run as root. As root we therefore run it in a user namespace where root is called nobody (files
 * stay root's, so a private home folder is no obstacle). Where namespaces are forbidden, as in many containers, it
 * runs as nobody with the one capability that lets it pass closed folders.
 * @throws Error with the remedy when neither works
 */
export const serverUser = async (): Promise<ServerUser> => {
  if (process.getuid?.() !== 0) return { wrapper: [], owner: undefined }
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  if (await works(namespace)) return { wrapper: namespace, owner: 0 }
  const capability = [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
  if (await works(capability)) return { wrapper: capability, owner: NOBODY }
  throw new Error(
    'PostgreSQL does not run as root, and this system allows neither user namespaces (unshare) nor setpriv. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

const works = ([program = '', ...args]: readonly string[]): Promise<boolean> =>
  run(program, [...args, 'true']).then(
    () => true,
    () => false,
  )

/** Gives a file, or a folder with all that is in it, to the user the server runs as. Cheap when it is theirs already. */
export const giveTo = async (owner: number | undefined, path: string): Promise<void> => {
  const status = await stat(path)
  if (owner === undefined || status.uid === owner) return
  if (status.isDirectory())
    for (const entry of await readdir(path, { withFileTypes: true, recursive: true }))
      await lchown(join(entry.parentPath, entry.name), owner, owner)
  await chown(path, owner, owner)
}
