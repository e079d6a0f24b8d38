import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'
import { npm } from './npm.mjs'

const WANTED = 24
const OLDEST = 20

const major = () => Number(process.versions.node.split('.')[0])

/** @throws Error with the remedy when this Node cannot even install the project */
export const checkNodeVersion = () => {
  if (major() < OLDEST)
    throw new Error(
      `Node ${process.versions.node} is too old. Install Node ${OLDEST} or newer from https://nodejs.org and start again.`,
    )
}

/** The npm package that carries Node 24 for this computer, and the program inside it. */
const carrier = () => {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const target = `${system}-${process.arch}`
  const name = target === 'darwin-arm64' ? `node-bin-${target}` : `node-${target}`
  return { name, program: process.platform === 'win32' ? 'bin/node.exe' : 'bin/node' }
}

/**
 * Path of a Node 24 or newer: this one, or the one that came with the packages.
 * @returns {string}
 * @throws Error with the remedy when there is none
 */
export const findNode24 = (modules = join(ROOT, 'node_modules')) => {
  if (major() >= WANTED) return process.execPath
  const { name, program } = carrier()
  const path = join(modules, name, program)
  if (existsSync(path)) return path
  throw new Error(
    `The application runs on Node ${WANTED}. There is no ready-made Node ${WANTED} for ${process.platform}-${process.arch} ` +
      `among its packages, and this is Node ${process.versions.node}. Install Node ${WANTED} from https://nodejs.org and start again.`,
  )
}

/**
 * A Node 24 to install the packages with: an older one would leave out optional packages made for newer versions.
 * It is fetched alone, checked against the lock file, into a folder the caller removes.
 * @param {string} folder
 * @returns {Promise<string>} path of a Node 24, or of this Node where none can be had
 */
export const fetchNode24 = async (folder) => {
  if (major() >= WANTED) return process.execPath
  const { name, program } = carrier()
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const entry = lock.packages[`node_modules/${name}`]
  if (entry === undefined) return process.execPath
  const root = { name: 'runtime', version: '0.0.0', private: true, dependencies: { [name]: entry.version } }
  const locked = {
    lockfileVersion: 3,
    packages: { '': root, [`node_modules/${name}`]: { ...entry, optional: false } },
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify(root))
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...root, ...locked }))
  await npm(process.execPath, ['ci', '--ignore-scripts'], folder)
  const path = join(folder, 'node_modules', name, program)
  if (process.platform !== 'win32') await chmod(path, 0o755)
  return path
}
