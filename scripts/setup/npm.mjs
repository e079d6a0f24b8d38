import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly } from './run-command.mjs'

/** npm's own script: as told by the `npm run` we are in, or beside this Node. */
const script = () => {
  const beside = dirname(process.execPath)
  const candidates = [
    process.env['npm_execpath'],
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  return candidates.find((path) => path !== undefined && /npm-cli\.c?js$/.test(path) && existsSync(path))
}

/**
 * Runs npm under a chosen Node.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<void>} rejects with npm's own words
 */
export const npm = (node, args, cwd) => {
  const env = { ...process.env }
  // What an outer `npm run` sets would otherwise steer the inner one.
  for (const name of Object.keys(env))
    if (/^npm_(config_(global|local_prefix|prefix|omit|include|production)|package_|lifecycle_)/i.test(name))
      delete env[name]
  const path = script()
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error', '--no-progress']
  if (path !== undefined) return runQuietly(node, [path, ...quiet], { cwd, env })
  return runQuietly('npm', quiet, { cwd, env, shell: process.platform === 'win32' })
}
