import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkNodeVersion, fetchNode24 } from './node24.mjs'
import { npm } from './npm.mjs'
import { ROOT } from './paths.mjs'
import { withProgress } from './progress.mjs'

const STAMP = join(ROOT, 'node_modules', '.install-stamp')
const RUNTIME = join(ROOT, '.data', 'install-runtime')

/**
 * Makes node_modules agree with package-lock.json. Nothing happens when it does already; an install that was broken
 * off is done again from the start.
 * @throws Error with the remedy
 */
export const ensureInstalled = async () => {
  checkNodeVersion()
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
  const wanted = createHash('sha256')
    .update(`${process.platform} ${process.arch}\n`)
    .update(lock)
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  if (!installedByHand(JSON.parse(lock))) await install()
  await writeFile(STAMP, wanted)
}

/**
 * True when somebody ran npm themselves and every package the lock file demands is there in its version.
 * @param {{ packages: Record<string, { version?: string, link?: boolean, optional?: boolean }> }} lock
 */
const installedByHand = (lock) => {
  const record = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(lock.packages).every(
    ([path, { version, link, optional }]) =>
      !path.includes('node_modules/') ||
      (present[path] === undefined ? optional === true : link === true || present[path].version === version),
  )
}

const install = async () => {
  try {
    const node = await withProgress('Fetching Node 24', () => fetchNode24(RUNTIME))
    await withProgress('Installing packages', () => installPackages(node))
  } catch (error) {
    throw new Error(
      `The packages could not be installed. Check the network connection and free disk space, then start again.\n${error.message}`,
      { cause: error },
    )
  } finally {
    await rm(RUNTIME, { recursive: true, force: true })
  }
}

/**
 * Exactly what the lock file says; where a package.json was changed without it, the nearest to it that works.
 * @param {string} node
 */
const installPackages = async (node) => {
  // Explicit, because NODE_ENV=production or a personal npm setting would leave parts out. No package needs a script.
  const args = ['--include=dev', '--include=optional', '--ignore-scripts']
  try {
    await npm(node, ['ci', ...args], ROOT)
  } catch (error) {
    if (!error.message.includes('EUSAGE')) throw error
    process.stdout.write(
      '\n! package-lock.json does not fit package.json; run "npm install" and commit it.\n',
    )
    await npm(node, ['install', '--no-save', ...args], ROOT)
  }
}
